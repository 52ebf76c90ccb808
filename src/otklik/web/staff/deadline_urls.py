"""Addresses of terms: how one was counted, «Контроль сроков», the person's digest, recounts, settings of time."""

from django.urls import URLPattern, path

from otklik.web.staff.views import digest, due, escalation, recount, time_settings

DEADLINES: list[URLPattern] = [
    path("items/<int:item_id>/due/<slug:term>/", due.due, name="item_due"),
    path("deadlines/", escalation.escalation, name="escalation"),
    path("digest/", digest.digest, name="digest"),
    path("recount/", recount.preview, name="recount"),
    path("recount/<int:run_id>/", recount.progress, name="recount_run"),
    path("settings/hours/", time_settings.hours, name="hours"),
    path("settings/levels/", time_settings.levels, name="levels"),
    path("settings/levels/digest/", time_settings.digest_hour, name="digest_hour"),
]
