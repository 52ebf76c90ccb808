"""Addresses of sources of files; each begins with `channels/`."""

from django.urls import URLPattern, path

from otklik.web.staff.registers import files, sources

REGISTERS: list[URLPattern] = [
    path("channels/registers/", sources.sources, name="register_sources"),
    path("channels/registers/new/", sources.edit, name="register_source_new"),
    path("channels/registers/<int:source_id>/", sources.source, name="register_source"),
    path("channels/registers/<int:source_id>/edit/", sources.edit, name="register_source_edit"),
    path("channels/registers/<int:source_id>/check/", sources.check, name="register_source_check"),
    path("channels/registers/<int:source_id>/look/", sources.look, name="register_source_look"),
    path("channels/registers/<int:source_id>/back/", files.give_back, name="register_give_back"),
    path("channels/reporting/", files.reporting, name="reporting_files"),
]
