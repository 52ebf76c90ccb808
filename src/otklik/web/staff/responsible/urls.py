"""Addresses of the responsible people, stand-ins and recommendations."""

from django.urls import path

from otklik.web.staff.responsible import views

RESPONSIBLE = [
    path("responsible/", views.responsible, name="responsible"),
    path("standins/", views.standins, name="standins"),
    path("standins/<int:delegation_id>/end/", views.end_standin, name="standin_end"),
    path("recommendations/", views.recommendations_page, name="recommendations"),
    path("recommendations/<int:recommendation_id>/", views.decide, name="recommendation"),
]
