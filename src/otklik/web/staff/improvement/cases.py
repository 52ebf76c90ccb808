"""«Реинжиниринг»: cases; one case with journey, segments and pains beside its target; its paper."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from otklik.analysis.journey import Step
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.core.russian import format_number
from otklik.exporters.registry import exporter
from otklik.improvement.actions.keep_case import (
    begin_case,
    case_to_change,
    change_case,
    drop_case,
    put_case_in_place,
    start_case,
)
from otklik.improvement.case_paper import case_document
from otklik.improvement.policies import can_plan_measures, can_view_pain_maps
from otklik.improvement.queries import cases as reads
from otklik.intake.queries import today_of
from otklik.procedures.schema import Procedure
from otklik.reporting import citing
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.case_forms import CaseForm, DayForm, ReasonForm
from otklik.web.staff.improvement.tabs import improvement_page
from otklik.web.staff.surveys.rating_shown import rating_shown

FORMATS = ("docx", "pdf")


@staff_page(can_view_pain_maps)
def cases(request: PageRequest) -> HttpResponse:
    """All cases. Порядок: murashi 5.21, biysk 6, livny 6."""
    context: dict[str, Any] = {"cases": reads.cases(request.actor), "may_plan": can_plan_measures(request.actor)}
    return improvement_page(request, "staff/improvement/cases/list.html", "cases", **context)


@staff_page(can_view_pain_maps)
def case(request: PageRequest, case_id: int) -> HttpResponse:
    """As is at the left, target, requirements and measures at the right."""
    shown = reads.case_shown(request.actor, case_id, today_of(request.actor))
    stages = shown.journey.stages if shown.journey else ()
    rows = [{"title": stage.title, "steps": [_step(step) for step in stage.steps if _tells(step)]} for stage in stages]
    silent = [step.title for stage in stages for step in stage.steps if not _tells(step)]
    context: dict[str, Any] = {
        "shown": shown,
        "case": shown.case,
        "stages": [row for row in rows if row["steps"]],
        "silent": silent,
        "segments": [{"line": line, "rating": rating_shown(line.satisfaction)} for line in shown.segments],
        "day_form": DayForm(actor=request.actor, auto_id="day_%s"),
        "reason_form": ReasonForm(actor=request.actor, auto_id="drop_%s"),
        "formats": FORMATS,
    }
    return improvement_page(request, "staff/improvement/cases/case.html", "cases", **context)


def _tells(step: Step) -> bool:
    """Somebody rated it or wrote about it."""
    return bool(step.volume or step.satisfaction.n)


def _step(step: Step) -> dict[str, Any]:
    days = format_number(step.mean_days, 1) if step.mean_days is not None else ""
    return {"step": step, "rating": rating_shown(step.satisfaction), "days": days}


@staff_page(can_plan_measures)
def edit(request: PageRequest, case_id: int | None = None) -> HttpResponse:
    """A new case, or one stated anew."""
    found = case_to_change(request.actor, case_id) if case_id else None
    today = Quarter.of(today_of(request.actor))
    initial = _initial(found) if found else {"quarter": today.previous().key, "process": request.GET.get("process", "")}
    form = CaseForm(request.POST or None, actor=request.actor, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"actor": request.actor, "draft": form.draft()}
        made = act(form, change_case, case_id=case_id, **facts) if case_id else act(form, begin_case, **facts)
        if made:
            messages.success(request, "Записано.")
            return redirect("staff:case", request.administration.slug, made.pk)
    return improvement_page(request, "staff/improvement/cases/edit.html", "cases", form=form, case=found)


def _initial(found: Any) -> dict[str, Any]:
    plain = {name: getattr(found, name) for name in ("title", "quarter", "as_is", "needs", "to_be")}
    chosen = {"process": found.process_id, "department": found.department_id, "owner": found.owner_id}
    many = {name: list(getattr(found, name).values_list("pk", flat=True)) for name in ("segments", "pains", "measures")}
    return {**plain, **chosen, **many}


#: Moves of a case: the action, and the field of its form.
MOVES: dict[str, tuple[Callable[..., Any], str, str]] = {
    "start": (start_case, "", "Процесс меняют."),
    "in-place": (put_case_in_place, "on", "Записано. После каждого квартала программа сверит числа с целью."),
    "drop": (drop_case, "reason", "Реинжиниринг прекращён."),
}


@staff_page(can_plan_measures)
@require_POST
def move(request: PageRequest, case_id: int, move: str) -> HttpResponse:
    """One of the moves."""
    if move not in MOVES:
        raise Http404
    action, field, told = MOVES[move]
    facts = _field(request, field)
    if facts is not None and act_or_say(request, action, actor=request.actor, case_id=case_id, **facts):
        messages.success(request, told)
    return redirect("staff:case", request.administration.slug, case_id)


def _field(request: PageRequest, field: str) -> dict[str, Any] | None:
    """The field of a move, checked by its small form; None (with a message) where it is wrong."""
    if not field:
        return {}
    form = (DayForm if field == "on" else ReasonForm)(request.POST, actor=request.actor)
    if form.is_valid():
        return {field: form.cleaned_data[field]}
    messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return None


@staff_page(can_view_pain_maps)
def case_file(request: PageRequest, case_id: int, file_format: str) -> HttpResponse:
    """The case as DOCX or PDF."""
    if file_format not in FORMATS:
        raise NotFound
    shown = reads.case_shown(request.actor, case_id, today_of(request.actor))
    chosen = exporter(file_format)
    made = chosen.render(case_document(request.actor, request.administration, shown, _basis(request.procedure)))
    response = HttpResponse(made, content_type=chosen.media_type)
    name = chosen.file_name(f"reinzhiniring-{case_id}")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def _basis(procedure: Procedure) -> str:
    """The clauses that the profile answers by cases."""
    answered = {one.id for one in procedure.coverage if "page:cases" in one.by}
    clauses = dict.fromkeys(duty.clause for duty in procedure.duties if duty.id in answered)
    return citing.basis(procedure, *clauses) if clauses else ""
