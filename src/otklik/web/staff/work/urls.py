"""Addresses of the work at a glance."""

from django.urls import path

from otklik.web.staff.work import views

WORK = [path("work/", views.work, name="work"), path("work/units/", views.units, name="work_units")]
