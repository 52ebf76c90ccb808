"""Launching a survey: its kind is chosen first, the rest stands on one page; changing and repeating it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.intake.queries import today_of
from otklik.procedures.schema_analysis import SurveyKind
from otklik.surveys.access import Survey, survey_to_run
from otklik.surveys.actions.change_survey import change_survey
from otklik.surveys.actions.copy_survey import copy_survey
from otklik.surveys.actions.create_survey import create_survey
from otklik.surveys.launch import audiences_run, kind_of, kinds_to_launch, minimum_of, next_period_end, sheets
from otklik.surveys.policies import can_run_surveys
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.forms import SurveyForm, day_or, stated
from otklik.web.staff.surveys.tabs import survey_page, surveys_page

#: «kind» of a survey by itself in the address, for each audience.
FREE = {"free": Audience.EXTERNAL, "free_internal": Audience.INTERNAL}


@staff_page(can_run_surveys)
def new(request: PageRequest) -> HttpResponse:
    """First the kind; then everything else on one page. Порядок: murashi 5.2 to 5.4."""
    kinds = kinds_to_launch(request.actor, request.procedure)
    asked = request.GET.get("kind", "")
    kind = next((one for one in kinds if one.slug == asked), None)
    audience = kind.audience if kind else FREE.get(asked)
    if audience is None or audience not in audiences_run(request.actor):
        return _choose_kind(request, kinds)
    form = _form(request, kind, audience)
    if request.method == "POST" and form.is_valid():
        opens = "open" in request.POST
        made = act(form, create_survey, actor=request.actor, draft=form.draft(subject=_subject(request)), open_it=opens)
        if made is not None:
            return _made(request, made)
    return _show_form(request, form, kind, asked)


def _choose_kind(request: PageRequest, kinds: list[SurveyKind]) -> HttpResponse:
    groups = [
        {"title": title, "kinds": [one for one in kinds if one.audience == audience], "free": free}
        for audience, title, free in (
            (Audience.EXTERNAL, "Жителей и организации", "free"),
            (Audience.INTERNAL, "Сотрудников", "free_internal"),
        )
        if audience in audiences_run(request.actor)
    ]
    return surveys_page(request, "staff/surveys/kinds.html", "survey_new", groups=groups)


def _form(
    request: PageRequest, kind: SurveyKind | None, audience: Audience, survey: Survey | None = None
) -> SurveyForm:
    offered = sheets(
        request.actor, kind=kind.slug if kind else "", subject=_subject(request, survey), audience=audience.value
    )
    initial = stated(survey) if survey else _initial(request, kind, audience)
    initial.setdefault("version", str(offered[0].version_id) if offered and offered[0].fit else "")
    return SurveyForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        initial=initial,
        kind=kind,
        audience=audience,
        sheets=offered,
        survey=survey,
        procedure=request.procedure,
    )


def _initial(request: PageRequest, kind: SurveyKind | None, audience: Audience) -> dict[str, Any]:
    today = today_of(request.actor)
    opens = day_or(request.GET.get("from", ""), today)
    title = kind.title if kind else ""
    if kind is not None and kind.every == "quarter":
        title = f"{title}, {Quarter.of(opens).title}"
    if kind is not None and kind.every == "year":
        title = f"{title}, {opens.year} год"
    return {
        "title": title,
        "opens_on": opens,
        "closes_on": next_period_end(kind, opens),
        "minimum_group": minimum_of(request.procedure, audience),
        "department": request.actor.department_id,
        "entry": Survey.Entry.INVITED if audience == Audience.INTERNAL else Survey.Entry.ANYBODY,
        "is_listed": audience == Audience.EXTERNAL,
        "process": request.GET.get("process", ""),
    }


def _subject(request: PageRequest, survey: Survey | None = None) -> str:
    """The object of assessment stands in the address, so that a change of it loses nothing typed below."""
    known = {subject.slug for subject in request.procedure.subjects}
    asked = request.GET.get("subject", survey.subject if survey else "")
    return asked if asked in known else ""


def _show_form(request: PageRequest, form: SurveyForm, kind: SurveyKind | None, asked: str) -> HttpResponse:
    return surveys_page(request, "staff/surveys/new.html", "survey_new", asked=asked, **_shown(request, form, kind))


def _shown(request: PageRequest, form: SurveyForm, kind: SurveyKind | None, survey: Survey | None = None) -> Any:
    chosen = str(form["version"].value() or "")
    fitting, others = _rows(form, fits=True), _rows(form, fits=False)
    return {
        "form": form,
        "kind": kind,
        "subjects": [(one.slug, one.title) for one in request.procedure.subjects if one.audience == form.audience],
        "subject": _subject(request, survey),
        "fitting": fitting,
        "others": others,
        "others_open": not fitting or chosen in {str(one.version_id) for _, one in others},
    }


def _rows(form: SurveyForm, *, fits: bool) -> list[tuple[Any, Any]]:
    pairs = zip(form["version"], form.sheets, strict=True)
    return [(option, one) for option, one in pairs if bool(one.fit) == fits]


def _made(request: PageRequest, survey: Survey) -> HttpResponse:
    if survey.state == Survey.State.OPEN:
        is_invited = survey.entry == Survey.Entry.INVITED
        what_next = "Разошлите приглашения." if is_invited else "Ссылки и тексты объявлений готовы."
        messages.success(request, f"Опрос открыт. {what_next}")
    elif survey.opens_itself:
        messages.success(request, "Опрос откроется сам в свой первый день. Ссылки уже готовы.")
    else:
        messages.success(request, "Черновик сохранён.")
    return redirect("staff:survey", request.administration.slug, survey.pk)


@staff_page(can_run_surveys)
def edit(request: PageRequest, survey_id: int) -> HttpResponse:
    """Change what was stated: everything of a draft, little of a survey that runs."""
    survey = survey_to_run(request.actor, survey_id)
    if survey.state == Survey.State.CLOSED:
        raise NotFound
    kind = kind_of(request.procedure, survey.kind)
    form = _form(request, kind, Audience(survey.audience), survey)
    if request.method == "POST" and form.is_valid():
        stated_now = form.draft(subject=_subject(request, survey))
        if act(form, change_survey, actor=request.actor, survey_id=survey_id, draft=stated_now):
            messages.success(request, "Записано.")
            return redirect("staff:survey", request.administration.slug, survey_id)
    context = _shown(request, form, kind, survey)
    return survey_page(request, survey, "staff/surveys/edit.html", "survey_edit", **context)


@staff_page(can_run_surveys)
@require_POST
def copy(request: PageRequest, survey_id: int) -> HttpResponse:
    """The same survey for the next period, as a draft to look through."""
    made = copy_survey(actor=request.actor, survey_id=survey_id)
    messages.success(request, "Сделана копия. Проверьте название и дни.")
    return redirect("staff:survey_edit", request.administration.slug, made.pk)
