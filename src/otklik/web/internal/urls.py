"""Addresses of the employees' section."""

from django.urls import path

from otklik.web.internal import views

app_name = "internal"
urlpatterns = [path("", views.home, name="home")]
