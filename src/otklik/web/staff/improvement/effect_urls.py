"""Addresses of effects, good practices and directions of development."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import effects, faded

EFFECTS: list[URLPattern] = [
    path("pains/effects/", effects.effects, name="effects"),
    path("pains/measures/<int:measure_id>/effect/", effects.measure_effect, name="measure_effect"),
    path("pains/faded/", faded.faded, name="faded_pains"),
    path("pains/faded/<int:pain_id>/close/", faded.close, name="faded_close"),
]
