"""Addresses of pain maps."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import map_list

MAPS: list[URLPattern] = [
    path("pains/maps/", map_list.pain_maps, name="pain_maps"),
]
