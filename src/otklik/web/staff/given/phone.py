"""Answers by telephone: the operator reads the questions aloud and types the codes."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.base.errors import NotFound, RuleBroken
from otklik.core.questionnaire.keyed import decoded, keyed_fields
from otklik.surveys.access import survey_for
from otklik.surveys.actions.record_by_phone import record_by_phone
from otklik.surveys.actions.record_response import AnswersRefusedError
from otklik.surveys.links import asked_of
from otklik.surveys.policies import can_enter_answers
from otklik.web.public.surveys.tokens import TOKEN_LETTERS, new_token, response_id
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.given.paper import boxes_of, typed_of
from otklik.web.staff.surveys.tabs import survey_page

_STALE = "Форма была открыта слишком долго. Ответы на месте: нажмите «Записать ответы» ещё раз."


@staff_page(can_enter_answers)
def phone(request: PageRequest, survey_id: int) -> HttpResponse:
    """Ask and write down; the next call begins with an empty form. Порядок: murashi 5.2."""
    survey = survey_for(request.actor, survey_id)
    asked = asked_of(survey)
    fields = keyed_fields(asked)
    typed: dict[str, str] = {}
    problems: Mapping[str, str] = {}
    told = ""
    if request.method == "POST":
        typed = typed_of(request, fields)
        sent, problems = decoded(asked, typed)
        if not problems:
            problems, told = _record(request, survey_id, sent)
        if not problems and not told:
            return redirect("staff:survey_phone", request.administration.slug, survey_id)
        told = told or "Проверьте отмеченные коды."
    boxes = boxes_of(fields, typed, problems)
    context: dict[str, Any] = {"boxes": boxes, "told": told, "thanks": asked.thanks, "lead": survey.lead or asked.lead}
    context["token"] = new_token(_code(survey_id))
    return survey_page(request, survey, "staff/given/phone.html", "survey_phone", **context)


def _record(request: PageRequest, survey_id: int, sent: dict[str, list[str]]) -> tuple[Mapping[str, str], str]:
    made_id = response_id(_code(survey_id), request.POST.get("token", "")[:TOKEN_LETTERS])
    if made_id is None:
        return {}, _STALE
    try:
        is_new = record_by_phone(actor=request.actor, survey_id=survey_id, sent=sent, response_id=made_id)
    except AnswersRefusedError as refused:
        return refused.problems, refused.message
    except NotFound:
        raise
    except RuleBroken as broken:
        return {}, broken.message
    if is_new:
        messages.success(request, "Ответы записаны без имени и номера телефона.")
    else:
        messages.info(request, "Эта форма уже записана и засчитана один раз. Ответы другого звонка введите ниже.")
    return {}, ""


def _code(survey_id: int) -> str:
    """Of which forms a token is: those of this page and survey."""
    return f"phone {survey_id}"
