"""Addresses of the papers of maps and of the lists of units."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import papers

PAPERS: list[URLPattern] = [
    path("pains/maps/<int:map_id>/file/<slug:file_format>/", papers.pain_map_file, name="pain_map_file"),
    path("pains/units/", papers.unit_lists, name="unit_lists"),
    path("pains/units/<int:list_id>/", papers.unit_list, name="unit_list"),
    path("pains/units/<int:list_id>/note/", papers.unit_list_note, name="unit_list_note"),
    path("pains/units/<int:list_id>/file/<slug:file_format>/", papers.unit_list_file, name="unit_list_file"),
]
