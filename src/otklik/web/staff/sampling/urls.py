"""Addresses of a survey's sample."""

from django.urls import URLPattern, path

from otklik.web.staff.sampling import papers, population, sample

_SURVEY = "surveys/<int:survey_id>/sample/"

SAMPLING: list[URLPattern] = [
    path(_SURVEY, sample.sample, name="survey_sample"),
    path(f"{_SURVEY}plan/", sample.plan, name="survey_sample_plan"),
    path(f"{_SURVEY}draw/", sample.draw, name="survey_sample_draw"),
    path(f"{_SURVEY}draw/undo/", sample.undo, name="survey_sample_undo"),
    path(f"{_SURVEY}weights/", sample.weigh, name="survey_weigh"),
    path(f"{_SURVEY}weights/switch/", sample.switch_weights, name="survey_weights_switch"),
    path(f"{_SURVEY}register/", population.register, name="survey_population_register"),
    path(f"{_SURVEY}file/", population.from_file, name="survey_population_file"),
    path(f"{_SURVEY}cells/", population.cells, name="survey_population_cells"),
    path(f"{_SURVEY}people/<slug:file_format>/", papers.people, name="survey_sample_people"),
    path(f"{_SURVEY}<slug:name>/<slug:file_format>/", papers.paper, name="survey_sample_paper"),
]
