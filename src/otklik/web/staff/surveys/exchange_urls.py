"""Addresses of factors, journey, segments, of answers handed out and taken in."""

from django.urls import URLPattern, path

from otklik.web.staff.surveys import exchange, factors, journey, outside

EXCHANGE: list[URLPattern] = [
    path("surveys/factors/", factors.process, name="survey_process_factors"),
    path("surveys/journey/", journey.way, name="client_journey"),
    path("surveys/segments/", journey.segments, name="client_segments"),
    path("surveys/segments/<int:segment_id>/", journey.segment, name="client_segment"),
    path("surveys/outside/", outside.files, name="outside_files"),
    path("surveys/outside/<int:file_id>/", outside.wizard, name="outside_file"),
    path("surveys/outside/<int:file_id>/drop/", outside.drop, name="outside_drop"),
    path("surveys/<int:survey_id>/factors/", factors.factors, name="survey_factors"),
    path("surveys/<int:survey_id>/answers/", exchange.answers, name="survey_answers"),
    path("surveys/<int:survey_id>/answers/file/<slug:file_format>/", exchange.answers_file, name="survey_answers_file"),
    path(
        "surveys/<int:survey_id>/answers/codebook/<slug:file_format>/", exchange.codebook_file, name="survey_codebook"
    ),
]
