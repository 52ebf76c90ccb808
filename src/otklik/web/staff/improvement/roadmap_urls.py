"""Addresses of the road map: its views, one measure, its course and parts."""

from django.urls import URLPattern, path

from otklik.web.staff.improvement import measure, measure_form, measure_moves, measure_parts, roadmap

ROADMAP: list[URLPattern] = [
    path("pains/roadmap/", roadmap.roadmap, name="roadmap"),
    path("pains/roadmap/board/", roadmap.board, name="roadmap_board"),
    path("pains/roadmap/timeline/", roadmap.timeline, name="roadmap_timeline"),
    path("pains/roadmap/<str:quarter>/<slug:file_format>/", roadmap.roadmap_file, name="roadmap_file"),
    path("pains/measures/mine/", roadmap.my_measures, name="my_measures"),
    path("pains/measures/new/", measure_form.new, name="measure_new"),
    path("pains/measures/<int:measure_id>/", measure.measure, name="measure"),
    path("pains/measures/<int:measure_id>/edit/", measure_form.edit, name="measure_edit"),
    path("pains/measures/<int:measure_id>/start/", measure_moves.start, name="measure_start"),
    path("pains/measures/<int:measure_id>/finish/", measure_moves.finish, name="measure_finish"),
    path("pains/measures/<int:measure_id>/cancel/", measure_moves.cancel, name="measure_cancel"),
    path("pains/measures/<int:measure_id>/resume/", measure_moves.resume, name="measure_resume"),
    path("pains/measures/<int:measure_id>/term/", measure_moves.term, name="measure_term"),
    path("pains/measures/<int:measure_id>/pains/", measure_parts.pain_add, name="measure_pain_add"),
    path(
        "pains/measures/<int:measure_id>/pains/<int:pain_id>/drop/", measure_parts.pain_drop, name="measure_pain_drop"
    ),
    path("pains/measures/<int:measure_id>/steps/", measure_parts.step_add, name="measure_step_add"),
    path("pains/measures/<int:measure_id>/steps/<int:step_id>/", measure_parts.step, name="measure_step"),
    path(
        "pains/measures/<int:measure_id>/steps/<int:step_id>/drop/", measure_parts.step_drop, name="measure_step_drop"
    ),
    path("pains/measures/<int:measure_id>/files/", measure_parts.file_add, name="measure_file_add"),
    path("pains/measures/<int:measure_id>/files/<int:file_id>/", measure.download, name="measure_file"),
    path(
        "pains/measures/<int:measure_id>/files/<int:file_id>/drop/", measure_parts.file_drop, name="measure_file_drop"
    ),
]
