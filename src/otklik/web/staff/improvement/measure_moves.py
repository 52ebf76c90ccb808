"""The course of a measure from its page and from the board: begin, carry out, cancel, take up again, move the term."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from otklik.improvement.access import Measure, measure_to_carry_out, measure_to_plan
from otklik.improvement.actions.carry_out_measure import (
    cancel_measure,
    finish_measure,
    resume_measure,
    start_measure,
)
from otklik.improvement.actions.move_term import move_term
from otklik.improvement.policies import can_plan_measures, can_view_roadmap
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.improvement.measure_forms import CancelForm, FinishForm, TermForm
from otklik.web.staff.improvement.tabs import improvement_page


@staff_page(can_view_roadmap)
@require_POST
def start(request: PageRequest, measure_id: int) -> HttpResponse:
    """Begin it."""
    if act_or_say(request, start_measure, actor=request.actor, measure_id=measure_id):
        messages.success(request, "Мероприятие начато.")
    return back(request, measure_id)


@staff_page(can_plan_measures)
@require_POST
def resume(request: PageRequest, measure_id: int) -> HttpResponse:
    """Take it up again."""
    if act_or_say(request, resume_measure, actor=request.actor, measure_id=measure_id):
        messages.success(request, "Мероприятие снова в работе.")
    return back(request, measure_id)


@staff_page(can_view_roadmap)
def finish(request: PageRequest, measure_id: int) -> HttpResponse:
    """Tell the result; then authors may be thanked and the effect is watched. Порядок: murashi 2.4."""
    measure = measure_to_carry_out(request.actor, measure_id)
    initial = {"result": measure.result, "done_on": today_of(request.actor)}
    form = FinishForm(request.POST or None, actor=request.actor, initial=initial)
    words = ("Выполнено", "Записать результат", "Записано: мероприятие выполнено.")
    return _asked(request, measure, form, finish_measure, words)


@staff_page(can_plan_measures)
def cancel(request: PageRequest, measure_id: int) -> HttpResponse:
    """Tell why it will not be done."""
    measure = measure_to_plan(request.actor, measure_id)
    form = CancelForm(request.POST or None, actor=request.actor)
    words = ("Отменить мероприятие", "Отменить мероприятие", "Мероприятие отменено.")
    return _asked(request, measure, form, cancel_measure, words)


@staff_page(can_plan_measures)
def term(request: PageRequest, measure_id: int) -> HttpResponse:
    """Move the term; the old one is kept."""
    measure = measure_to_plan(request.actor, measure_id)
    form = TermForm(request.POST or None, actor=request.actor, initial={"due_on": measure.due_on})
    return _asked(request, measure, form, move_term, ("Перенести срок", "Перенести", "Срок перенесён."))


def _asked(
    request: PageRequest, measure: Measure, form: StaffForm, action: Callable[..., Any], words: tuple[str, str, str]
) -> HttpResponse:
    """A form with one question, on a page of its own; then back to the measure."""
    if form.is_valid() and act(form, action, actor=request.actor, measure_id=measure.pk, **form.cleaned_data):
        messages.success(request, words[2])
        return back(request, measure.pk)
    return improvement_page(
        request,
        "staff/improvement/measure/ask.html",
        "roadmap",
        status=422 if form.errors else 200,
        form=form,
        measure=measure,
        heading=words[0],
        button=words[1],
        steps_open=measure.steps.filter(done_on=None).count() if action is finish_measure else 0,
        back=_next(request),
    )


def _next(request: PageRequest) -> str:
    """Where the person came from, if it is a page of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = asked.startswith(f"/{request.administration.slug}/") and url_has_allowed_host_and_scheme(asked, None)
    return asked if is_ours else ""


def back(request: PageRequest, measure_id: int) -> HttpResponse:
    """To the page that the person came from, else to the measure."""
    asked = _next(request)
    return redirect(asked) if asked else redirect("staff:measure", request.administration.slug, measure_id)
