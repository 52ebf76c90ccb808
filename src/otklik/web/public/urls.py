"""Addresses of the public section."""

from django.urls import path

from otklik.web.public.views import home

app_name = "public"
urlpatterns = [
    path("", home.section, name="home"),
]
