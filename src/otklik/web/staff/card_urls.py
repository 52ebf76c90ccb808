"""Addresses of the registrar's card."""

from django.urls import path

from otklik.web.staff.views import card, card_aids

CARD = [
    path("card/", card.card, name="card"),
    path("card/applicants/", card_aids.applicants, name="card_applicants"),
    path("card/draft/", card_aids.draft, name="card_draft"),
    path("card/draft/drop/", card_aids.drop_draft, name="card_draft_drop"),
    path("card/likeness/", card.likeness, name="likeness"),
    path("card/receipt/", card.receipt, name="receipt"),
    path("card/scan/", card_aids.scan, name="card_scan"),
    path("card/scans/", card_aids.scans, name="card_scans"),
]
