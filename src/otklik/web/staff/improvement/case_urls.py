"""Addresses of reengineering cases and requirements."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import cases, requirements

CASES: list[URLPattern] = [
    path("pains/cases/", cases.cases, name="cases"),
    path("pains/cases/new/", cases.edit, name="case_new"),
    path("pains/cases/<int:case_id>/", cases.case, name="case"),
    path("pains/cases/<int:case_id>/edit/", cases.edit, name="case_edit"),
    path("pains/cases/<int:case_id>/file/<slug:file_format>/", cases.case_file, name="case_file"),
    path("pains/cases/<int:case_id>/<slug:move>/", cases.move, name="case_move"),
    path("pains/requirements/", requirements.requirements, name="requirements"),
    path("pains/requirements/new/", requirements.edit, name="requirement_new"),
    path("pains/requirements/<int:requirement_id>/", requirements.requirement, name="requirement"),
    path("pains/requirements/<int:requirement_id>/edit/", requirements.edit, name="requirement_edit"),
    path("pains/requirements/<int:requirement_id>/<slug:move>/", requirements.move, name="requirement_move"),
]
