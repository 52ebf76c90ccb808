"""Addresses of messages like one another and of the matters that join them."""

from django.urls import path

from otklik.web.staff.views import matter

MATTER = [
    path("items/<int:item_id>/alike/", matter.alike, name="alike"),
    path("items/<int:item_id>/merge/", matter.merge, name="merge"),
    path("items/<int:item_id>/split/", matter.split, name="split"),
    path("items/<int:item_id>/split-all/", matter.split_all, name="split_all"),
    path("registry/merge/", matter.merge_ticked, name="merge_ticked"),
]
