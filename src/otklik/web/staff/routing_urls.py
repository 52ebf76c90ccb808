"""Addresses of routing: rules, what is not ours, the load of specialists."""

from django.urls import path

from otklik.web.staff.views import load, not_ours, routing

ROUTING = [
    path("routing/", routing.rules, name="routing"),
    path("routing/new/", routing.rule, name="routing_new"),
    path("routing/trial/", routing.trial, name="routing_trial"),
    path("routing/apply/", routing.apply, name="routing_apply"),
    path("routing/<int:rule_id>/", routing.rule, name="routing_rule"),
    path("routing/<int:rule_id>/<slug:what>/", routing.change, name="routing_change"),
    path("not-ours/", not_ours.not_ours, name="not_ours"),
    path(
        "items/<int:item_id>/forwarding/<int:forwarding_id>/<slug:which>/<slug:file_format>/",
        not_ours.letter,
        name="forwarding_letter",
    ),
    path("load/", load.load, name="load"),
    path("load/<int:user_id>/", load.person, name="load_person"),
    path("load/<int:user_id>/reassign/", load.reassign, name="reassign"),
]
