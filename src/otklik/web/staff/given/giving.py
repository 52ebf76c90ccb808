"""«Выдача»: which questionnaire is given after what, services given today, their numbers."""

from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog import queries as catalog
from otklik.core.appeals import Audience
from otklik.core.russian import count_with_word
from otklik.exporters.questionnaire.to_pdf import MEDIA_TYPE
from otklik.intake.queries import today_of
from otklik.surveys.actions.count_interactions import take_interactions, type_interactions
from otklik.surveys.actions.give_survey import hand_sheet, interaction_of
from otklik.surveys.actions.set_given_rule import drop_given_rule, set_given_rule
from otklik.surveys.given_places import numbers_of_day, places_of, services_of
from otklik.surveys.giving import GivenWay, surveys_that_may_be_given
from otklik.surveys.links import SurveyLink
from otklik.surveys.paper import paper_form
from otklik.surveys.policies import can_enter_answers, can_run_surveys
from otklik.surveys.ways_in import way_in
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.given.forms import NumberForm, NumbersFileForm, RuleForm, today_initial
from otklik.web.staff.surveys.tabs import surveys_page
from otklik.web.staff.uploads import uploaded_rows

DECREE, NOTHING = "decree", "none"
TOKEN_LETTERS = 32


def page_token() -> str:
    """Of one showing of a page from which questionnaires are handed out: a double click counts once."""
    return token_urlsafe(TOKEN_LETTERS // 2)


@staff_page(can_enter_answers)
def giving(request: PageRequest) -> HttpResponse:
    """Порядок: murashi 5.2, 5.10."""
    return _show(request)


def _show(request: PageRequest, **forms: Any) -> HttpResponse:
    today = today_of(request.actor)
    external = [(one.slug, one.title) for one in request.procedure.subjects if one.audience == Audience.EXTERNAL]
    context: dict[str, Any] = {
        "services": services_of(request.administration, external, today),
        "places": places_of(request.administration, external),
        "offered": surveys_that_may_be_given(request.administration),
        "may_set": can_run_surveys(request.actor),
        "today": today,
        "token": page_token(),
        "numbers": numbers_of_day(request.administration, today),
        "number_form": NumberForm(actor=request.actor, initial=today_initial(today)),
        "file_form": NumbersFileForm(actor=request.actor),
    }
    return surveys_page(request, "staff/given/giving.html", "given", **(context | forms))


@staff_page(can_run_surveys)
@require_POST
def rule(request: PageRequest) -> HttpResponse:
    """Set the rule of a place: a survey, nothing, or as in the decree."""
    form = RuleForm(request.POST, actor=request.actor)
    if not form.is_valid():
        raise NotFound
    subject, process_id = form.chosen()
    chosen = form.cleaned_data["survey"]
    place: dict[str, Any] = {"subject": subject, "process_id": process_id}
    if chosen == DECREE:
        is_done = act_or_say(request, drop_given_rule, actor=request.actor, **place)
    else:
        survey_id = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else None  # noqa: PLR2004 - digits of an id
        is_done = act_or_say(request, set_given_rule, actor=request.actor, survey_id=survey_id, **place)
    if is_done:
        messages.success(request, "Записано: так будет с каждым следующим ответом.")
    return redirect("staff:given", request.administration.slug)


@staff_page(can_enter_answers)
@require_POST
def hand(request: PageRequest) -> HttpResponse:
    """Count a questionnaire as given and open its sheet to be printed."""
    item, process = _id(request.POST.get("item", "")), _id(request.POST.get("process", ""))
    way = GivenWay.PRINTED if request.POST.get("way") == GivenWay.PRINTED.value else GivenWay.HAND
    token = request.POST.get("token", "")[:TOKEN_LETTERS]
    try:
        survey = hand_sheet(actor=request.actor, way=way, item_id=item, process_id=process, token=token)
    except NotFound:
        raise
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("staff:given", request.administration.slug)
    if "only_count" in request.POST:
        messages.success(request, "Услуга засчитана, анкета выдана.")
        return redirect("staff:given", request.administration.slug)
    interaction = interaction_of(request.actor, item_id=item, process_id=process)
    return redirect("staff:given_sheet", request.administration.slug, survey.pk, interaction.process_id or 0)


@staff_page(can_enter_answers)
def sheet(request: PageRequest, survey_id: int, process_id: int) -> HttpResponse:
    """The paper questionnaire with the code of the process; printed again it is not counted again."""
    survey = next((one for one in surveys_that_may_be_given(request.administration) if one.pk == survey_id), None)
    known = {one.pk for one in catalog.processes(request.administration.pk)}
    if survey is None or (process_id and process_id not in known):
        raise NotFound
    way = way_in(survey, SurveyLink.Source.PAPER, process_id or None)
    made = paper_form(survey, way, large="large" in request.GET)
    headers = {"Content-Disposition": f'inline; filename="anketa-{survey.pk}.pdf"'}
    return HttpResponse(made, content_type=MEDIA_TYPE, headers=headers)


@staff_page(can_enter_answers)
@require_POST
def numbers(request: PageRequest) -> HttpResponse:
    """The number of a day, or many days as a file."""
    return _file(request) if request.FILES or "file_form" in request.POST else _number(request)


def _number(request: PageRequest) -> HttpResponse:
    form = NumberForm(request.POST, actor=request.actor)
    if form.is_valid():
        given = form.cleaned_data
        facts = {"process_id": given["process"], "on": given["on"], "count": given["count"]}
        if act(form, type_interactions, actor=request.actor, **facts) is not None:
            messages.success(request, "Число записано.")
            return redirect("staff:given", request.administration.slug)
    return _show(request, number_form=form)


def _file(request: PageRequest) -> HttpResponse:
    form = NumbersFileForm(request.POST, request.FILES, actor=request.actor)
    if not form.is_valid():
        return _show(request, file_form=form)
    with uploaded_rows(form) as rows:
        taken = act(form, take_interactions, actor=request.actor, rows=rows) if rows is not None else None
    if taken is None:
        return _show(request, file_form=form)
    told = count_with_word(taken.taken_count, "число загружено", "числа загружено", "чисел загружено")
    messages.success(request, f"{told}.")
    return (
        _show(request, problems=taken.problems)
        if taken.problems
        else redirect("staff:given", request.administration.slug)
    )


def _id(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None  # noqa: PLR2004 - digits of an id
