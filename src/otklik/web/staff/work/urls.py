"""Addresses of the work at a glance."""

from django.urls import path

from otklik.web.staff.work import views

WORK = [path("my-work/", views.work, name="work"), path("my-work/units/", views.units, name="work_units")]
