"""Addresses of good practices and of directions of development."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import practices

PRACTICES: list[URLPattern] = [
    path("pains/practices/", practices.practices, name="practices"),
    path("pains/practices/record/", practices.record, name="practice_record"),
    path("pains/practices/<int:practice_id>/", practices.practice, name="practice"),
    path("pains/practices/<int:practice_id>/describe/", practices.describe, name="practice_describe"),
    path("pains/practices/<int:practice_id>/decline/", practices.decline, name="practice_decline"),
    path("pains/practices/<int:practice_id>/offer/", practices.offer, name="practice_offer"),
    path("pains/offers/<int:offer_id>/take/", practices.take, name="offer_take"),
    path("pains/offers/<int:offer_id>/refuse/", practices.refuse, name="offer_refuse"),
    path("pains/directions/", practices.development, name="directions"),
    path("pains/directions/<int:direction_id>/", practices.decide, name="direction_decide"),
]
