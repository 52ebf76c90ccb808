"""A line of a map: what speaks for it, its measures, and what can be changed of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.actor import Actor
from otklik.core.grades import Grade
from otklik.improvement.access import PainLine, line_for
from otklik.improvement.actions.close_pain import close_pain, refuse_measures, reopen_pain
from otklik.improvement.actions.edit_line import place_line, rename_line, set_kind
from otklik.improvement.actions.exclude_line import exclude_line
from otklik.improvement.actions.judge_line import override_priority, set_feasibility
from otklik.improvement.policies import can_plan_measures, can_view_pain_maps, may_change_map, may_judge_feasibility
from otklik.improvement.queries.evidence import evidence_of, evidence_page, quotes_of
from otklik.improvement.queries.map_page import line_shown, lines_named, neighbours
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm, optional_int
from otklik.web.staff.improvement import line_forms
from otklik.web.staff.improvement.map_tabs import map_page
from otklik.web.staff.improvement.numbers import number_of
from otklik.web.staff.improvement.sort_forms import SortForm


def may_judge(actor: Actor, line: PainLine) -> bool:
    """Whether the actor may say how far the pain can be removed."""
    return may_judge_feasibility(actor, line.pain_map.department_id, line.pain.department_id)


def may_change(actor: Actor, line: PainLine) -> bool:
    """Whether the actor may change the map."""
    return may_change_map(actor, line.pain_map.department_id)


def _is_open(line: PainLine) -> bool:
    return line.state == "open"


@dataclass(frozen=True)
class LineChange:
    """A change of a line: its words, key, form and action; `is_fit` tells for which lines it is offered."""

    title: str
    key: str
    form: type[StaffForm]
    action: Callable[..., Any]
    done: str
    button: str
    is_fit: Callable[[PainLine], bool] = lambda _line: True
    policy: Callable[[Actor, PainLine], bool] = may_change

    def arguments(self, told: dict[str, Any]) -> dict[str, Any]:
        """What the form says, as the action takes it."""
        if self.form is line_forms.PlaceForm:
            return {f"{name}_id": optional_int(value) for name, value in told.items()}
        return told


CHANGES = {
    "rename": LineChange("Назвать иначе", "e", line_forms.RenameForm, rename_line, "Название изменено.", "Сохранить"),
    "kind": LineChange("Проблема или потребность", "", line_forms.KindForm, set_kind, "Сохранено.", "Сохранить"),
    "place": LineChange("Другой процесс", "", line_forms.PlaceForm, place_line, "Процесс изменён.", "Сохранить"),
    "feasibility": LineChange(
        "Возможность устранить", "", line_forms.FeasibilityForm, set_feasibility, "Оценка записана.",
        "Записать",
        policy=may_judge,
    ),
    "priority": LineChange(
        "Другой приоритет", "", line_forms.PriorityForm, override_priority, "Приоритет записан.", "Записать"
    ),
    "refuse": LineChange(
        "Мероприятий не будет", "", line_forms.RefuseForm, refuse_measures, "Записано.", "Записать"
    ),
    "close": LineChange(
        "Боль устранена", "", line_forms.CloseForm, close_pain, "Отмечено: устранена.", "Отметить", _is_open
    ),
    "reopen": LineChange(
        "Боль не устранена", "", line_forms.PlainForm, reopen_pain, "Отметка снята.", "Снять отметку",
        lambda line: not _is_open(line),
    ),
    "exclude": LineChange(
        "Исключить из карты", "x", line_forms.ExcludeForm, exclude_line, "Исключено с объяснением.", "Исключить"
    ),
}  # fmt: skip


@staff_page(can_view_pain_maps)
def pain_line(request: PageRequest, map_id: int, line_id: int) -> HttpResponse:
    """A pain of the map with its evidence."""
    return show_line(request, line_of_map(request, map_id, line_id))


def line_of_map(request: PageRequest, map_id: int, line_id: int) -> PainLine:
    """The line under this map's address only."""
    line = line_for(request.actor, line_id)
    if line.pain_map_id != map_id:
        raise Http404
    return line


def show_line(
    request: PageRequest,
    line: PainLine,
    *,
    bound: tuple[str, StaffForm] | None = None,
    sort: SortForm | None = None,
) -> HttpResponse:
    """The line's page; `bound` is a form that was refused, with its name."""
    page = evidence_page(request.actor, evidence_of(request.actor, line), number_of(request.GET.get("page", "")) or 1)
    others = [(pk, title) for pk, title in lines_named(request.actor, line.pain_map) if pk != line.pk]
    refused = bool((bound and bound[1].errors) or (sort and sort.errors))
    before, after = neighbours(request.actor, line)
    return map_page(
        request,
        line.pain_map,
        "staff/improvement/map/line.html",
        "pain_map",
        status=422 if refused else 200,
        line=line,
        told=line_shown(line, request.actor),
        quotes=quotes_of(request.actor, [line.pk]).get(line.pk, []),
        page=page,
        changes=_changes(request, line, bound),
        sort_form=sort or SortForm(actor=request.actor, lines=others),
        chosen=sort.ticked if sort else set(),
        may_plan=can_plan_measures(request.actor),
        before=before,
        after=after,
    )


def _changes(
    request: PageRequest, line: PainLine, bound: tuple[str, StaffForm] | None
) -> list[tuple[str, LineChange, StaffForm]]:
    pain, judged = line.pain, Grade(line.feasibility).slug if line.feasibility else ""
    initial = {
        "rename": {"title": line.title, "details": pain.details, "was": line.title},
        "kind": {"kind": pain.kind},
        "place": {"process": pain.process_id, "touchpoint": pain.touchpoint_id},
        "refuse": {"reason": line.refusal},
        "feasibility": {"feasibility": judged or "medium", "reason": line.feasibility_reason, "was": judged},
        "priority": {"priority": line.own_priority, "reason": line.own_priority_reason, "was": line.own_priority},
    }
    found = []
    for name, change in CHANGES.items():
        if line.pain_map.state == "draft" and change.is_fit(line) and change.policy(request.actor, line):
            form = change.form(actor=request.actor, initial=initial.get(name), auto_id=f"{name}_%s")
            found.append((name, change, bound[1] if bound and bound[0] == name else form))
    return found


@staff_page(can_view_pain_maps)
@require_POST
def change_line(request: PageRequest, map_id: int, line_id: int, change: str) -> HttpResponse:
    """One of the line's changes; refused, the page is shown again with what was typed."""
    stated, line = CHANGES.get(change), line_of_map(request, map_id, line_id)
    if stated is None or not stated.policy(request.actor, line):
        raise Http404
    form = stated.form(request.POST, actor=request.actor, auto_id=f"{change}_%s")
    if form.is_valid():
        told = stated.arguments(form.cleaned_data)
        if act(form, stated.action, actor=request.actor, map_id=map_id, line_id=line_id, **told) is not None:
            messages.success(request, stated.done)
            if change == "exclude":
                return redirect("staff:pain_map", request.administration.slug, map_id)
            return redirect("staff:pain_line", request.administration.slug, map_id, line_id)
    return show_line(request, line, bound=(change, form))
