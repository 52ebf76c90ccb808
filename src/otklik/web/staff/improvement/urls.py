"""Addresses of pains at the desk: one list a subject, joined here."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import start
from otklik.web.staff.improvement.map_urls import MAPS

IMPROVEMENT: list[URLPattern] = [
    path("pains/", start.start, name="pains"),
    *MAPS,
]
