"""Addresses of effects, good practices and directions of development."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import effects

EFFECTS: list[URLPattern] = [
    path("pains/effects/", effects.effects, name="effects"),
    path("pains/measures/<int:measure_id>/effect/", effects.measure_effect, name="measure_effect"),
]
