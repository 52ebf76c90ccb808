"""The course of a survey: its state, the answers so far, what to do next; opening, ending, prolonging, the verdict."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.intake.queries import today_of
from otklik.surveys.access import Survey, survey_for
from otklik.surveys.actions.close_survey import close_survey
from otklik.surveys.actions.judge_hypothesis import judge_hypothesis
from otklik.surveys.actions.open_survey import open_survey
from otklik.surveys.actions.prolong_survey import prolong_survey
from otklik.surveys.course import Course, course_of
from otklik.surveys.launch import kind_of, kind_title
from otklik.surveys.policies import can_run_surveys, may_run
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.forms import ProlongForm, StaffForm, VerdictForm
from otklik.web.staff.surveys.tabs import can_open_surveys, survey_page

#: Days of the picture; earlier ones are told as one sum.
DAYS_SHOWN = 31
SOON_DAYS = 3


@dataclass(frozen=True)
class Bar:
    """A day of the picture; `width` is the share of the fullest day, in per cent."""

    on: date
    count: int
    width: int


@staff_page(can_open_surveys)
def overview(request: PageRequest, survey_id: int) -> HttpResponse:
    """How the survey goes."""
    return _show(request, survey_for(request.actor, survey_id))


def _show(
    request: PageRequest, survey: Survey, *, prolong: StaffForm | None = None, verdict: StaffForm | None = None
) -> HttpResponse:
    today, course = today_of(request.actor), course_of(survey)
    subject = next((one.title for one in request.procedure.subjects if one.slug == survey.subject), "")
    runs = may_run(request.actor, survey.audience, survey.department_id)
    return survey_page(
        request,
        survey,
        "staff/surveys/overview.html",
        "survey",
        course=course,
        bars=_bars(course),
        earlier=sum(count for _, count in course.by_day[:-DAYS_SHOWN]),
        kind=kind_of(request.procedure, survey.kind),
        kind_title=kind_title(request.procedure, survey.kind),
        subject=subject,
        today=today,
        days_left=(survey.closes_on - today).days + 1 if survey.closes_on and survey.closes_on >= today else None,
        soon=SOON_DAYS,
        needs_verdict=runs and survey.hypothesis and survey.state == "closed" and not survey.verdict,
        prolong=prolong or ProlongForm(actor=request.actor),
        verdict=verdict or VerdictForm(actor=request.actor),
    )


def _bars(course: Course) -> list[Bar]:
    shown = course.by_day[-DAYS_SHOWN:]
    peak = max((count for _, count in shown), default=0)
    return [Bar(on, count, max(round(100 * count / peak), 1)) for on, count in shown]


@staff_page(can_run_surveys)
@require_POST
def start(request: PageRequest, survey_id: int) -> HttpResponse:
    """Take answers from now on, or from the first day on."""
    if act_or_say(request, open_survey, actor=request.actor, survey_id=survey_id):
        messages.success(request, "Опрос открыт: ответы принимаются.")
    return redirect("staff:survey", request.administration.slug, survey_id)


@staff_page(can_run_surveys)
@require_POST
def close(request: PageRequest, survey_id: int) -> HttpResponse:
    """Take no more answers; taken back by «Продолжить опрос»."""
    if act_or_say(request, close_survey, actor=request.actor, survey_id=survey_id):
        messages.success(request, "Опрос завершён: ответы больше не принимаются. Его можно продолжить.")
    return redirect("staff:survey", request.administration.slug, survey_id)


@staff_page(can_run_surveys)
@require_POST
def prolong(request: PageRequest, survey_id: int) -> HttpResponse:
    """Another last day; a survey that had ended takes answers again."""
    form = ProlongForm(request.POST, actor=request.actor)
    if form.is_valid():
        until = form.cleaned_data["closes_on"]
        if act(form, prolong_survey, actor=request.actor, survey_id=survey_id, closes_on=until):
            messages.success(request, "Опрос идёт до нового дня." if until else "Опрос идёт без срока.")
            return redirect("staff:survey", request.administration.slug, survey_id)
    return _show(request, survey_for(request.actor, survey_id), prolong=form)


@staff_page(can_run_surveys)
@require_POST
def judge(request: PageRequest, survey_id: int) -> HttpResponse:
    """The verdict on the hypothesis. Порядок: murashi 5.3."""
    form = VerdictForm(request.POST, actor=request.actor)
    if form.is_valid():
        judged = act(form, judge_hypothesis, actor=request.actor, survey_id=survey_id, **form.cleaned_data)
        if judged is not None:
            messages.success(request, "Вывод записан.")
            return redirect("staff:survey", request.administration.slug, survey_id)
    return _show(request, survey_for(request.actor, survey_id), verdict=form)
