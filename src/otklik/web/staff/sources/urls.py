"""Addresses of qualitative sources."""

from django.urls import URLPattern, path

from otklik.web.staff.sources import coding, views

SOURCES: list[URLPattern] = [
    path("surveys/sources/", views.sources, name="survey_sources"),
    path("surveys/sources/new/", views.edit, name="survey_source_new"),
    path("surveys/sources/counts/", views.counts, name="survey_source_counts"),
    path("surveys/sources/<int:source_id>/", coding.source, name="survey_source"),
    path("surveys/sources/<int:source_id>/edit/", views.edit, name="survey_source_edit"),
    path("surveys/sources/<int:source_id>/files/<int:file_id>/", views.download, name="survey_source_file"),
    path("surveys/sources/<int:source_id>/passages/", coding.add, name="survey_passages_add"),
    path("surveys/sources/<int:source_id>/passages/<int:passage_id>/drop/", coding.drop, name="survey_passage_drop"),
    path("surveys/sources/<int:source_id>/code/", coding.code, name="survey_passages_code"),
    path("surveys/sources/<int:source_id>/pass/", coding.hand_over, name="survey_passages_pass"),
]
