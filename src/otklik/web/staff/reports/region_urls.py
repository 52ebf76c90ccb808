"""Addresses of the administration's consent to a region."""

from django.urls import URLPattern, path

from otklik.web.staff.reports import region

REGION: list[URLPattern] = [
    path("reports/region/", region.region_consent, name="region_consent"),
    path("reports/region/<slug:region_slug>/answer/", region.answer, name="region_answer"),
    path("reports/region/<slug:region_slug>/leave/", region.leave, name="region_leave"),
]
