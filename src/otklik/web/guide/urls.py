"""Addresses of the guide: for everybody, it tells nothing of anybody."""

from django.urls import path

from otklik.web.guide import views

app_name = "guide"
urlpatterns = [
    path("", views.start, name="start"),
    path("pictures/<str:name>", views.show_picture, name="picture"),
    path("<slug:slug>/", views.page, name="page"),
]
