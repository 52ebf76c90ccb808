"""Addresses of own templates of reports."""

from django.urls import URLPattern, path

from otklik.web.staff.reports import own_templates as pages

OWN_TEMPLATES: list[URLPattern] = [
    path("reports/templates/", pages.own_templates, name="own_templates"),
    path("reports/templates/<slug:report>/", pages.own_template_form, name="own_template_form"),
    path("reports/templates/<slug:report>/sample/", pages.own_template_sample, name="own_template_sample"),
    path("reports/templates/<slug:report>/none/", pages.own_template_none, name="own_template_none"),
    path("reports/templates/versions/<int:template_id>/file/", pages.own_template_file, name="own_template_file"),
    path("reports/templates/versions/<int:template_id>/trial/", pages.own_template_trial, name="own_template_trial"),
    path("reports/templates/versions/<int:template_id>/choose/", pages.own_template_choose, name="own_template_choose"),
    path("reports/templates/versions/<int:template_id>/remove/", pages.own_template_remove, name="own_template_remove"),
]
