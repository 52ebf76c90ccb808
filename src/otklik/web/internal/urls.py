"""Addresses of the employees' section."""

from django.urls import path

from otklik.web.internal import talk, views

app_name = "internal"
urlpatterns = [
    path("", views.home, name="home"),
    path("answer/", talk.answer, name="answer"),
    path("answer/files/<int:attachment_id>/", talk.answer_file, name="answer_file"),
]
