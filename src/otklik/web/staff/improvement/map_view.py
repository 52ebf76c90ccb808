"""A quarter's map: its lines, drafting and its progress, merging, undoing, approval, the next edition."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.improvement.access import PainMap, map_for
from otklik.improvement.actions.add_pain import NewPain, add_pain
from otklik.improvement.actions.approve_pain_map import approve_pain_map
from otklik.improvement.actions.begin_edition import begin_edition
from otklik.improvement.actions.merge_pains import merge_pains
from otklik.improvement.actions.undo_change import last_change, undo_change
from otklik.improvement.approval import asks_for_an_answer, lines_without_answer
from otklik.improvement.draft_work import revision_of
from otklik.improvement.enums import MapState
from otklik.improvement.policies import can_approve_pain_map, can_draft_pain_map, can_view_pain_maps, may_change_map
from otklik.improvement.queries.evidence import LETTERS, quotes_of
from otklik.improvement.queries.map_page import GROUPINGS, MapShown, map_shown
from otklik.improvement.queries.maps import may_begin_edition
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import optional_int
from otklik.web.staff.improvement.line_forms import NewPainForm
from otklik.web.staff.improvement.map_tabs import map_page
from otklik.web.staff.improvement.numbers import number_of, numbers_of


@staff_page(can_view_pain_maps)
def pain_map(request: PageRequest, map_id: int) -> HttpResponse:
    """The map, or how far its draft is."""
    found = map_for(request.actor, map_id)
    if found.state in {MapState.DRAFTING, MapState.FAILED}:
        template = "staff/improvement/map/progress.html" if request.htmx else "staff/improvement/map/drafting.html"
        if request.htmx:
            return render(request, template, {"pain_map": found})
        may_again = may_change_map(request.actor, found.department_id)
        return map_page(request, found, template, "pain_map", may_again=may_again)
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return show_map(request, found)


def show_map(request: PageRequest, found: PainMap, form: NewPainForm | None = None) -> HttpResponse:
    """The map by groups, with what can be done with it."""
    by = request.GET.get("by", "")
    by = by if by in GROUPINGS else "process"
    shown = map_shown(request.actor, found, request.procedure, by)
    with_quotes = request.GET.get("quotes") == "1"
    return map_page(
        request,
        found,
        "staff/improvement/map/map.html",
        "pain_map",
        status=422 if form and form.errors else 200,
        shown=shown,
        by=by,
        groupings=GROUPINGS.items(),
        quotes=_quotes(request, shown) if with_quotes else {},
        with_quotes=with_quotes,
        add_form=form or NewPainForm(actor=request.actor),
        may_draft=can_draft_pain_map(request.actor) and may_change_map(request.actor, found.department_id),
        may_begin=shown.is_approved and may_begin_edition(request.actor, found),
        **_standing(request, shown),
    )


def _standing(request: PageRequest, shown: MapShown) -> dict[str, object]:
    """What of a draft is to be undone, and what holds its approval up."""
    if not shown.is_draft:
        return {}
    may_approve = can_approve_pain_map(request.actor)
    return {
        "last": last_change(shown.map) if shown.may_change else None,
        "seen": revision_of(shown.map),
        "may_approve": may_approve,
        "bare": lines_without_answer(request.actor, shown.map),
        "asks_for_an_answer": asks_for_an_answer(request.administration.slug),
    }


def _quotes(request: PageRequest, shown: MapShown) -> dict[int, object]:
    ids = [line.facts["line"] for _, groups in shown.parts for group in groups for line in group.lines]
    return {line: own[0] for line, own in quotes_of(request.actor, ids, 1, LETTERS).items()}


@staff_page(can_draft_pain_map)
@require_POST
def merge(request: PageRequest, map_id: int) -> HttpResponse:
    """Join the ticked lines into the fullest, or the one named."""
    done = act_or_say(
        request,
        merge_pains,
        actor=request.actor,
        map_id=map_id,
        line_ids=numbers_of(request.POST.getlist("lines")),
        into_id=number_of(request.POST.get("into", "")),
    )
    if done:
        messages.success(request, "Боли объединены. Отменить можно клавишей u.")
    return _back(request, map_id)


@staff_page(can_draft_pain_map)
@require_POST
def add(request: PageRequest, map_id: int) -> HttpResponse:
    """A pain by hand."""
    form = NewPainForm(request.POST, actor=request.actor)
    if form.is_valid():
        told = form.cleaned_data
        pain = NewPain(
            told["title"], told["details"], told["kind"], told["audience"] or "external",
            optional_int(told["process"]), optional_int(told["touchpoint"]),
        )  # fmt: skip
        made = act(form, add_pain, actor=request.actor, map_id=map_id, pain=pain)
        if made is not None:
            messages.success(request, "Боль добавлена в карту.")
            return redirect("staff:pain_line", request.administration.slug, map_id, made.pk)
    return show_map(request, map_for(request.actor, map_id), form)


@staff_page(can_draft_pain_map)
@require_POST
def undo(request: PageRequest, map_id: int) -> HttpResponse:
    """Put the last change back."""
    change = number_of(request.POST.get("change", "")) or 0
    if act_or_say(request, undo_change, actor=request.actor, map_id=map_id, change_id=change):
        messages.success(request, "Изменение отменено.")
    return _back(request, map_id)


@staff_page(can_approve_pain_map)
@require_POST
def approve(request: PageRequest, map_id: int) -> HttpResponse:
    """Approve the map as it was seen."""
    seen = request.POST.get("seen", "")
    if act_or_say(request, approve_pain_map, actor=request.actor, map_id=map_id, seen=seen):
        messages.success(request, "Карта утверждена. Теперь она показывается такой, какой утверждена.")
    return _back(request, map_id)


@staff_page(can_draft_pain_map)
@require_POST
def edition(request: PageRequest, map_id: int) -> HttpResponse:
    """Begin the next edition and open it."""
    made: list[PainMap] = []
    if act_or_say(request, lambda: made.append(begin_edition(actor=request.actor, map_id=map_id))):
        messages.success(request, "Начата следующая редакция: правьте её, утверждённая карта остаётся как есть.")
        return redirect("staff:pain_map", request.administration.slug, made[0].pk)
    return _back(request, map_id)


def _back(request: PageRequest, map_id: int) -> HttpResponse:
    return redirect("staff:pain_map", request.administration.slug, map_id)
