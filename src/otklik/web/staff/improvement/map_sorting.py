"""«Не вошло в карту»: what is in no line, worked off in batches; the same moves from a line's page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.core.russian import count_with_word
from otklik.improvement.access import PainMap, map_for
from otklik.improvement.actions.add_pain import NewPain, add_pain
from otklik.improvement.actions.sort_evidence import explain_evidence, move_evidence, release_evidence
from otklik.improvement.actions.split_pain import split_pain
from otklik.improvement.draft_work import MOST_RECORDS
from otklik.improvement.enums import EvidenceKind
from otklik.improvement.policies import can_draft_pain_map, can_view_pain_maps
from otklik.improvement.queries.evidence import (
    RemainderFilter,
    evidence_page,
    processes_of_remainder,
    reasons_given,
)
from otklik.improvement.queries.map_page import lines_named
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.map_line import line_of_map, show_line
from otklik.web.staff.improvement.map_tabs import map_page
from otklik.web.staff.improvement.numbers import number_of, numbers_of
from otklik.web.staff.improvement.sort_forms import SortForm

DONE = {
    "move": "Отнесено к боли",
    "add": "Вошло в новую боль",
    "split": "Выделено в новую боль",
    "explain": "Объяснено",
    "release": "Возвращено в «не вошло в карту»",
}


@staff_page(can_view_pain_maps)
def remainder(request: PageRequest, map_id: int) -> HttpResponse:
    """What waits outside the map, or is explained."""
    return _show(request, map_for(request.actor, map_id))


def _show(request: PageRequest, found: PainMap, form: SortForm | None = None) -> HttpResponse:
    chosen = _filter(request.GET)
    lines = lines_named(request.actor, found)
    page = evidence_page(request.actor, chosen.rows(request.actor, found), number_of(request.GET.get("page", "")) or 1)
    return map_page(
        request,
        found,
        "staff/improvement/map/remainder.html",
        "pain_remainder",
        status=422 if form and form.errors else 200,
        chosen_filter=chosen,
        page=page,
        kinds=EvidenceKind.choices,
        processes=processes_of_remainder(request.actor, found),
        reasons=reasons_given(request.actor, found),
        sort_form=form or SortForm(actor=request.actor, lines=lines),
        has_lines=bool(lines),
        chosen=form.ticked if form else set(),
        query=_query(request, "page"),
        most=MOST_RECORDS,
    )


def _filter(asked: QueryDict) -> RemainderFilter:
    kind, process = asked.get("kind", ""), asked.get("process", "")
    return RemainderFilter(
        kind if kind in EvidenceKind.values else "",
        process if number_of(process) is not None else "",
        asked.get("explained") == "1",
    )


def _query(request: HttpRequest, *without: str) -> str:
    kept = request.GET.copy()
    for name in without:
        kept.pop(name, None)
    return kept.urlencode()


@staff_page(can_draft_pain_map)
@require_POST
def sort_remainder(request: PageRequest, map_id: int) -> HttpResponse:
    """Put the ticked records (or all that the filter lets through) where the pressed button says."""
    found = map_for(request.actor, map_id)
    form = SortForm(request.POST, actor=request.actor, lines=lines_named(request.actor, found))
    ids = numbers_of(request.POST.getlist("evidence"))
    if request.POST.get("all") == "1":
        rows = _filter(request.GET).rows(request.actor, found)
        ids = list(rows.order_by("pk").values_list("pk", flat=True)[: MOST_RECORDS + 1])
    if form.is_valid() and _sorted(request, map_id, None, form, ids):
        query = _query(request)
        address = reverse("staff:pain_remainder", args=[request.administration.slug, map_id])
        return redirect(f"{address}?{query}" if query else address)
    return _show(request, found, form)


@staff_page(can_draft_pain_map)
@require_POST
def sort_line(request: PageRequest, map_id: int, line_id: int) -> HttpResponse:
    """The same from a line's page; a new pain is split from the line."""
    line = line_of_map(request, map_id, line_id)
    others = [(pk, title) for pk, title in lines_named(request.actor, line.pain_map) if pk != line.pk]
    form = SortForm(request.POST, actor=request.actor, lines=others)
    ids = numbers_of(request.POST.getlist("evidence"))
    if form.is_valid() and _sorted(request, map_id, line_id, form, ids):
        return redirect("staff:pain_line", request.administration.slug, map_id, line_id)
    return show_line(request, line, sort=form)


def _sorted(request: PageRequest, map_id: int, line_id: int | None, form: SortForm, ids: list[int]) -> bool:
    what, told = request.POST.get("what", ""), form.cleaned_data
    on: dict[str, object] = {"actor": request.actor, "map_id": map_id, "evidence_ids": ids}
    if what == "move" and not told["line"]:
        form.add_error("line", "Выберите боль.")
        return False
    made: object
    undecided = line_id is None and not _filter(request.GET).is_explained
    if what == "move":
        made = act(form, move_evidence, **on, line_id=int(told["line"]), undecided=undecided)
    elif what == "split" and line_id is not None:
        made = act(form, split_pain, **on, line_id=line_id, title=told["title"])
    elif what == "add":
        pain = NewPain(told["title"], kind=told["kind"] or "problem")
        on["undecided"] = undecided
        made = act(form, add_pain, **on, pain=pain) if ids else form.add_error(None, "Отметьте хотя бы одну запись.")
    elif what == "explain":
        made = act(form, explain_evidence, **on, reason=told["reason"], undecided=undecided)
    elif what == "release":
        made = act(form, release_evidence, **on)
    else:
        raise Http404
    if made is not None:
        messages.success(request, f"{DONE[what]}: {count_with_word(len(ids), 'запись', 'записи', 'записей')}.")
    return made is not None
