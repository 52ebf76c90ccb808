"""«Путь клиента» and «Сегменты»: what a process is to the one who goes through it, and who that is."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.analysis.journey import Journey, Step, journey
from otklik.analysis.segments import segment_lines
from otklik.catalog.queries import processes
from otklik.core.document import Chart
from otklik.core.russian import format_number
from otklik.core.spans import Span
from otklik.intake.queries import today_of
from otklik.surveys.actions.revise_segment import revise_segment
from otklik.surveys.policies import can_run_surveys, can_view_surveys
from otklik.surveys.segment_reviews import revisions_of, segment_for
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.surveys.rating_shown import dots_of, picture, rating_shown
from otklik.web.staff.surveys.tabs import surveys_page


class RevisionForm(StaffForm):
    """A segment in words."""

    portrait = forms.CharField(
        label="Кто эти люди", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    needs = forms.CharField(
        label="Типовые потребности",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="По строке на потребность: «получить справку без поездки в округ».",
    )
    changed = forms.CharField(
        label="Что изменилось и почему",
        max_length=1000,
        required=False,
        help_text="Если ничего — «просмотрено, без изменений».",
    )
    seen_number = forms.IntegerField(widget=forms.HiddenInput, required=False)


@staff_page(can_view_surveys)
def way(request: PageRequest) -> HttpResponse:
    """The client's way through a process. Порядок: murashi 4.1, 5.21."""
    choice = chosen_quarter(request, ended=False)
    listed = list(processes(request.administration.pk))
    asked = request.GET.get("process", "")
    chosen = next((one for one in listed if one.slug == asked), listed[0] if listed and not asked else None)
    span, today = Span.of_quarter(choice.quarter), today_of(request.actor)
    found = journey(request.actor, chosen.pk, span, today) if chosen else None
    drawn = found.stages if found else ()
    stages = [{"title": stage.title, "steps": [_step(step) for step in stage.steps]} for stage in drawn]
    return surveys_page(
        request,
        "staff/surveys/journey.html",
        "client_journey",
        choice=choice,
        listed=listed,
        process=chosen,
        journey=found,
        stages=stages,
        picture=picture(_course(found)) if found else None,
    )


@staff_page(can_view_surveys)
def segments(request: PageRequest) -> HttpResponse:
    """Who comes, what they need, how satisfied they are. Порядок: murashi 4.1, 5.21."""
    choice = chosen_quarter(request, ended=False)
    lines = segment_lines(request.actor, Span.of_quarter(choice.quarter), today_of(request.actor))
    shown = [{"line": line, "rating": rating_shown(line.satisfaction)} for line in lines]
    may = can_run_surveys(request.actor)
    return surveys_page(
        request, "staff/surveys/segments.html", "client_segments", choice=choice, lines=shown, may_revise=may
    )


@staff_page(can_view_surveys)
def segment(request: PageRequest, segment_id: int) -> HttpResponse:
    """A segment's revisions; a new one for who may write it."""
    one = segment_for(request.actor, segment_id)
    revisions, may = revisions_of(one), can_run_surveys(request.actor)
    last = revisions[0] if revisions else None
    initial = {
        "portrait": last.portrait if last else "",
        "needs": last.needs if last else "",
        "seen_number": last.number if last else 0,
    }
    form = RevisionForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "seen_number": form.cleaned_data["seen_number"] or 0}
        made = act(form, revise_segment, actor=request.actor, segment_id=one.pk, **facts)
        if made is not None:
            messages.success(request, f"Записана редакция {made.number}.")
            return redirect("staff:client_segment", request.administration.slug, one.pk)
    context: dict[str, Any] = {"segment": one, "revisions": revisions, "form": form if may else None}
    return surveys_page(request, "staff/surveys/segment.html", "client_segments", **context)


def _step(step: Step) -> dict[str, object]:
    return {
        "step": step,
        "rating": rating_shown(step.satisfaction),
        "share": round(100 * (step.satisfaction.value or 0)),
        "days": format_number(step.mean_days, 1) if step.mean_days is not None else "",
    }


def _course(found: Journey) -> Chart | None:
    rated = [(step.title, step.satisfaction) for step in found.steps if step.satisfaction.value is not None]
    worst = found.worst
    return dots_of(f"Реже всего довольны здесь: «{worst.title}»", rated) if worst else None
