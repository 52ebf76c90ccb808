"""«Требования к качеству»: the list, one with the history of its deviations, its form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.periods import Quarter
from otklik.core.ratings.words import change_text, value_text
from otklik.improvement.actions.keep_case import case_to_change
from otklik.improvement.actions.keep_requirement import (
    change_requirement,
    drop_requirement,
    put_in_place,
    requirement_for,
    requirement_to_change,
    set_requirement,
)
from otklik.improvement.case_paper import deviation_chart
from otklik.improvement.policies import can_plan_measures, can_view_pain_maps, may_change_map
from otklik.improvement.queries import cases as reads
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.case_forms import DayForm, ReasonForm, RequirementForm
from otklik.web.staff.improvement.tabs import improvement_page
from otklik.web.staff.reading_page import number_of
from otklik.web.staff.surveys.rating_shown import picture


@staff_page(can_view_pain_maps)
def requirements(request: PageRequest) -> HttpResponse:
    """All requirements with how they stand. Порядок: livny 3."""
    rows = reads.requirements(request.actor, today_of(request.actor))
    may_plan = can_plan_measures(request.actor)
    return improvement_page(
        request, "staff/improvement/requirements/list.html", "requirements", rows=rows, may_plan=may_plan
    )


@staff_page(can_view_pain_maps)
def requirement(request: PageRequest, requirement_id: int) -> HttpResponse:
    """One requirement: the figure before, the target, the deviation of every quarter since."""
    found = requirement_for(request.actor, requirement_id)
    history = reads.requirement_history(request.actor, found, today_of(request.actor))
    actor = request.actor
    context: dict[str, Any] = {
        "requirement": found,
        "history": history,
        "shown": history.shown,
        "quarters": _quarters(history),
        "picture": picture(deviation_chart(history.shown, history.before)),
        "may_change": can_plan_measures(actor) and may_change_map(actor, found.department_id),
        "day_form": DayForm(actor=actor, auto_id="day_%s"),
        "reason_form": ReasonForm(actor=actor, auto_id="drop_%s"),
    }
    return improvement_page(request, "staff/improvement/requirements/requirement.html", "requirements", **context)


def _quarters(history: reads.RequirementHistory) -> list[dict[str, object]]:
    """Rows of the table: quarters before without a target, those after with the deviation."""
    meant = history.shown.meant
    if meant is None:
        return []
    before: list[dict[str, object]] = [
        {"title": one.quarter.title, "value": value_text(one.value, meant.unit), "n": one.n} for one in history.before
    ]
    for one in history.shown.values:
        told = one.value is not None
        before.append(
            {
                "title": Quarter.from_key(one.quarter).title,
                "value": value_text(one.value, meant.unit) if one.value is not None else "нет данных",
                "n": one.n if told else None,
                "target": value_text(one.target, meant.unit),
                "deviation": change_text(one.deviation, meant.unit) if one.deviation is not None else "",
                "is_reached": one.is_reached,
                "is_after": True,
            }
        )
    return before


@staff_page(can_plan_measures)
def edit(request: PageRequest, requirement_id: int | None = None) -> HttpResponse:
    """A new requirement, by itself or of a case, or one stated anew."""
    found = requirement_to_change(request.actor, requirement_id) if requirement_id else None
    case_id = found.case_id if found else number_of(request.GET.get("case"))
    case = case_to_change(request.actor, case_id) if case_id else None
    initial = _initial(found) if found else {"kind": "existing", "process": case.process_id if case else ""}
    form = RequirementForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {"actor": request.actor, "draft": form.draft()}
        if found:
            made = act(form, change_requirement, requirement_id=found.pk, **facts)
        else:
            made = act(form, set_requirement, case_id=case_id, **facts)
        if made:
            messages.success(request, "Требование записано.")
            return redirect("staff:requirement", request.administration.slug, made.pk)
    context: dict[str, Any] = {"form": form, "requirement": found, "case": case}
    return improvement_page(request, "staff/improvement/requirements/edit.html", "requirements", **context)


def _initial(found: Any) -> dict[str, Any]:
    meant = reads.meant_of(found)
    plain = {name: getattr(found, name) for name in ("kind", "title", "indicator", "need", "scope", "due_on")}
    target = found.target
    if target is not None and meant is not None and meant.unit == "share":
        target = round(target * 100, 6)
    chosen = {"process": found.process_id, "department": found.department_id, "owner": found.owner_id}
    return {**plain, **chosen, "target": target}


#: Moves of a requirement: the action, the small form, its field, the argument, what is said.
MOVES: dict[str, tuple[Callable[..., Any], type[DayForm | ReasonForm], str, str, str]] = {
    "in-place": (put_in_place, DayForm, "on", "on", "Записано."),
    "drop": (drop_requirement, ReasonForm, "reason", "note", "Требование снято."),
}


@staff_page(can_plan_measures)
@require_POST
def move(request: PageRequest, requirement_id: int, move: str) -> HttpResponse:
    """One of the moves."""
    if move not in MOVES:
        raise Http404
    action, make, field, argument, told = MOVES[move]
    form = make(request.POST, actor=request.actor)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    else:
        facts = {"requirement_id": requirement_id, argument: form.cleaned_data[field]}
        if act_or_say(request, action, actor=request.actor, **facts):
            messages.success(request, told)
    return redirect("staff:requirement", request.administration.slug, requirement_id)
