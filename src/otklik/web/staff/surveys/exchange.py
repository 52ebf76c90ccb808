"""«Выгрузка»: the survey's anonymised answers as files, and what their columns mean."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from otklik.base.errors import RuleBroken
from otklik.exporters.registry import all_exporters, exporter
from otklik.surveys.access import Survey, survey_to_run
from otklik.surveys.actions.export_answers import FORMATS, export_answers
from otklik.surveys.answer_file import codebook_variables, method_of
from otklik.surveys.codebook_paper import codebook
from otklik.surveys.policies import can_run_surveys
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.tabs import survey_page


@staff_page(can_run_surveys)
def answers(request: PageRequest, survey_id: int) -> HttpResponse:
    """What may be taken away and what was done so that nobody stands out. Порядок: murashi 5.5."""
    return _page(request, survey_to_run(request.actor, survey_id))


@staff_page(can_run_surveys)
def answers_file(request: PageRequest, survey_id: int, file_format: str) -> HttpResponseBase:
    """The answers as a file, streamed; every one is audited."""
    survey = survey_to_run(request.actor, survey_id)
    if file_format not in FORMATS:
        raise Http404
    if request.method != "POST":
        return redirect("staff:survey_answers", request.administration.slug, survey_id)
    try:
        made = export_answers(actor=request.actor, survey_id=survey_id, file_format=file_format)
    except RuleBroken as refused:
        return _page(request, survey, problem=str(refused))
    response = StreamingHttpResponse(made.pieces, content_type=made.media_type)
    response["Content-Disposition"] = content_disposition_header(True, made.name) or ""
    return response


@staff_page(can_run_surveys)
def codebook_file(request: PageRequest, survey_id: int, file_format: str) -> HttpResponse:
    """What the columns mean, as a paper or a table."""
    survey = survey_to_run(request.actor, survey_id)
    if file_format not in all_exporters():
        raise Http404
    chosen = exporter(file_format)
    paper = codebook(survey, administration=request.administration.title)
    response = HttpResponse(chosen.render(paper), content_type=chosen.media_type)
    name = chosen.file_name(f"opros-{survey.pk}-stolbtsy")
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def _page(request: PageRequest, survey: Survey, problem: str = "") -> HttpResponse:
    return survey_page(
        request,
        survey,
        "staff/surveys/answers.html",
        "survey_answers",
        status=409 if problem else 200,
        problem=problem,
        kinds=[(slug, one.title) for slug, one in FORMATS.items()],
        variables=codebook_variables(survey),
        method=method_of(survey),
        papers=tuple(all_exporters().values()),
    )
