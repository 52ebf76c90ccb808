"""Addresses of employees' letters at the desk."""

from django.urls import URLPattern, path

from otklik.web.staff.letters import receiving, views

LETTERS: list[URLPattern] = [
    path("letters/", views.letters, name="letters"),
    path("letters/<int:item_id>/", views.letter, name="letter_to_me"),
    path("letters/visit/", views.visit, name="letter_visit"),
    path("letters/poster/<slug:size>/", receiving.poster, name="letter_poster"),
    path("channels/receivers/", receiving.receiving, name="letter_receivers"),
    path("channels/receivers/<int:user_id>/<slug:to>/stop/", receiving.stop, name="letter_receiver_stop"),
]
