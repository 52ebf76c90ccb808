"""Addresses of alerts."""

from django.urls import path

from otklik.web.staff.views import alerts, watch_lists

ALERTS = [
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/ways/", alerts.ways, name="alert_ways"),
    path("alerts/ways/messenger/", alerts.messenger, name="alert_messenger"),
    path("alerts/ways/messenger/off/", alerts.messenger_off, name="alert_messenger_off"),
    path("alerts/<int:alert_id>/close/", alerts.close, name="alert_close"),
    path("alerts/<int:alert_id>/reopen/", alerts.reopen, name="alert_reopen"),
    path("watch-lists/", watch_lists.watch_lists, name="watch_lists"),
    path("watch-lists/new/", watch_lists.one_list, name="watch_list_new"),
    path("watch-lists/thresholds/", watch_lists.thresholds, name="alert_thresholds"),
    path("watch-lists/<slug:list_slug>/", watch_lists.one_list, name="watch_list"),
    path("watch-lists/<slug:list_slug>/switch/", watch_lists.switch, name="watch_list_switch"),
    path("watch-lists/<slug:list_slug>/forget/", watch_lists.forget, name="watch_list_forget"),
]
