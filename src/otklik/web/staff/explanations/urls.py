"""Addresses of explanations."""

from django.urls import path

from otklik.web.staff.explanations import views

EXPLANATIONS = [
    path("explanations/", views.explanations, name="explanations"),
    path("explanations/begin/", views.begin, name="explanation_begin"),
    path("explanations/<int:article_id>/", views.read, name="explanation"),
    path("explanations/<int:article_id>/edit/", views.edit, name="explanation_edit"),
    path("explanations/<int:article_id>/publish/", views.publish, name="explanation_publish"),
    path("explanations/<int:article_id>/withdraw/", views.withdraw, name="explanation_withdraw"),
]
