"""Addresses of surveys at the desk."""

from django.urls import URLPattern, path

from otklik.web.staff.surveys import (
    administrations,
    ahead,
    gathering,
    indicators,
    launching,
    lists,
    open_answers,
    overview,
    posters,
    results,
    ways,
)
from otklik.web.staff.surveys.exchange_urls import EXCHANGE

SURVEYS: list[URLPattern] = [
    *EXCHANGE,
    path("surveys/", lists.surveys, name="surveys"),
    path("surveys/new/", launching.new, name="survey_new"),
    path("surveys/ahead/", ahead.ahead, name="surveys_ahead"),
    path("surveys/ahead/summed-up/", ahead.sum_up, name="surveys_sum_up"),
    path("surveys/permanent/", gathering.collection, name="collection"),
    path("surveys/permanent/start/", gathering.start, name="collection_start"),
    path("surveys/indicators/", indicators.indicators, name="survey_indicators"),
    path("surveys/indicators/<str:quarter>/<slug:file_format>/", indicators.report_file, name="survey_summary_file"),
    path("surveys/rating/", administrations.administrations, name="rating_of_administrations"),
    path("surveys/rating/join/", administrations.join, name="rating_join"),
    path("surveys/<int:survey_id>/", overview.overview, name="survey"),
    path("surveys/<int:survey_id>/results/", results.results, name="survey_results"),
    path("surveys/<int:survey_id>/texts/", open_answers.texts, name="survey_texts"),
    path("surveys/<int:survey_id>/texts/<int:answer_id>/", open_answers.decide, name="survey_text"),
    path("surveys/<int:survey_id>/edit/", launching.edit, name="survey_edit"),
    path("surveys/<int:survey_id>/copy/", launching.copy, name="survey_copy"),
    path("surveys/<int:survey_id>/open/", overview.start, name="survey_open"),
    path("surveys/<int:survey_id>/close/", overview.close, name="survey_close"),
    path("surveys/<int:survey_id>/prolong/", overview.prolong, name="survey_prolong"),
    path("surveys/<int:survey_id>/verdict/", overview.judge, name="survey_verdict"),
    path("surveys/<int:survey_id>/ways/", ways.ways, name="survey_ways"),
    path("surveys/<int:survey_id>/ways/add/", ways.add, name="survey_link_add"),
    path("surveys/<int:survey_id>/ways/frame/", ways.frame, name="survey_frame"),
    path("surveys/<int:survey_id>/ways/<int:link_id>/switch/", ways.switch, name="survey_link_switch"),
    path("surveys/<int:survey_id>/ways/<int:link_id>/qr/<slug:file_format>/", ways.code, name="survey_code"),
    path("surveys/<int:survey_id>/script/", ways.script, name="survey_script"),
    path("surveys/<int:survey_id>/poster/<slug:size>/", posters.poster, name="survey_poster"),
]
