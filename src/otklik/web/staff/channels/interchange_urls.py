"""Addresses of the interchange with other systems at the desk."""

from django.urls import URLPattern, path

from otklik.web.staff.channels import geo, keys, sites, webhooks

INTERCHANGE: list[URLPattern] = [
    path("channels/keys/", keys.keys, name="api_keys"),
    path("channels/keys/new/", keys.new_key, name="api_key_new"),
    path("channels/keys/<int:key_id>/revoke/", keys.revoke, name="api_key_revoke"),
    path("channels/webhooks/", webhooks.webhooks, name="webhooks"),
    path("channels/webhooks/new/", webhooks.new_webhook, name="webhook_new"),
    path("channels/webhooks/<int:webhook_id>/try/", webhooks.trial, name="webhook_try"),
    path("channels/webhooks/<int:webhook_id>/switch/", webhooks.switch, name="webhook_switch"),
    path("channels/open311/", geo.face, name="open311"),
    path("channels/sites/", sites.sites, name="sites"),
]
