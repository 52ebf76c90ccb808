"""«Ответы своими словами: проверка»: the officer masks what shows a person, passes a text on or leaves it out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound, RuleBroken
from otklik.surveys.access import Survey, survey_to_run
from otklik.surveys.actions.pass_open_answers import leave_out_open_answer, pass_open_answer
from otklik.surveys.open_answers import texts_to_check
from otklik.surveys.policies import can_run_surveys
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.tabs import survey_page


@staff_page(can_run_surveys)
def texts(request: PageRequest, survey_id: int) -> HttpResponse:
    """The texts that wait. Порядок: murashi 5.5, 5.11."""
    return _show(request, survey_to_run(request.actor, survey_id))


@staff_page(can_run_surveys)
@require_POST
def decide(request: PageRequest, survey_id: int, answer_id: int) -> HttpResponse:
    """Pass one on, or leave it out."""
    survey, typed = survey_to_run(request.actor, survey_id), request.POST.get("text", "")
    try:
        if "leave" in request.POST:
            leave_out_open_answer(actor=request.actor, survey_id=survey_id, answer_id=answer_id)
            messages.success(request, "Текст не передан и стёрт.")
        else:
            pass_open_answer(actor=request.actor, survey_id=survey_id, answer_id=answer_id, text=typed)
            messages.success(request, "Текст передан на вычитку.")
    except NotFound:
        raise
    except RuleBroken as broken:
        return _show(request, survey, wrong=answer_id, typed=typed, problem=broken.message)
    return redirect("staff:survey_texts", request.administration.slug, survey_id)


def _show(request: PageRequest, survey: Survey, *, wrong: int = 0, typed: str = "", problem: str = "") -> HttpResponse:
    found = texts_to_check(survey)
    return survey_page(
        request,
        survey,
        "staff/surveys/texts.html",
        "survey_texts",
        found=found,
        wrong=wrong,
        typed=typed,
        problem=problem,
    )
