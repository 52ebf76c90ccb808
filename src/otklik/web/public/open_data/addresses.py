"""Addresses of open data: they stay for ever."""

from django.urls import URLPattern, path

from otklik.web.public.open_data import files, pages

OPEN_DATA: list[URLPattern] = [
    path("opendata/", pages.datasets, name="datasets"),
    path("opendata/list.csv", files.list_file, name="dataset_list"),
    path("opendata/catalog.jsonld", files.catalogue_file, name="dataset_catalogue"),
    path("opendata/<slug:dataset>/", pages.dataset, name="dataset"),
    path("opendata/<slug:dataset>/<str:name>", files.set_file, name="dataset_file"),
]
