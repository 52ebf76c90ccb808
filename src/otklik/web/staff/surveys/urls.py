"""Addresses of surveys at the desk."""

from django.urls import URLPattern, path

from otklik.web.staff.surveys import lists, overview

SURVEYS: list[URLPattern] = [
    path("surveys/", lists.surveys, name="surveys"),
    path("surveys/<int:survey_id>/", overview.overview, name="survey"),
]
