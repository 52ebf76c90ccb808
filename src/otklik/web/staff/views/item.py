"""One item: everything known of it, and the moves that are permitted now."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.intake.not_ours import forwarding_initial
from otklik.intake.policies import can_classify_item, can_view_items
from otklik.intake.queries import FeedbackItem, item_page, today_of
from otklik.intake.registry import RegistryFilter
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.due_shown import due_shown
from otklik.web.staff.forms.moves import MoveForm
from otklik.web.staff.lines import due_of, status_state
from otklik.web.staff.moves import BY_SLUG, MOVES, SMALL_MOVES, MovePage, can_answer_now, permitted
from otklik.web.staff.panels.registry import panels_of
from otklik.web.staff.views.registry import lines_of, page_of, page_urls, query_of


@staff_page(can_view_items)
def item(request: PageRequest, item_id: int) -> HttpResponse:
    """The item's page; with «list» in the address the registry stays at its left."""
    return _show(request, item_page(request.actor, item_id))


def _show(request: PageRequest, found: FeedbackItem, wrong: MoveForm | None = None, move: str = "") -> HttpResponse:
    moves, small = _moves(request, found, wrong, move)
    context = {
        "item": found,
        "contact": getattr(found, "contact", None),
        "appeal": getattr(found, "appeal", None),
        "due": due_of(found, today_of(request.actor)),
        "state": status_state(found),
        "is_open": ItemStatus(found.status) in OPEN_STATUSES,
        **due_shown(found, today_of(request.actor)),
        "moves": moves,
        "small": {row["page"].slug: row for row in small},
        "may_answer": can_answer_now(request.actor, found),
        "may_read": can_classify_item(request.actor),
        "panels": panels_of(request, found),
        **_list_context(request),
    }
    return render(request, "staff/item/page.html", context)


def _moves(
    request: PageRequest, found: FeedbackItem, wrong: MoveForm | None, move: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The moves of the row and those that stand beside what they change, each with its form."""
    initial = _initial(found)

    def row(page: MovePage) -> dict[str, Any]:
        is_wrong = wrong is not None and page.slug == move
        form = wrong if is_wrong else page.form(actor=request.actor, auto_id=f"{page.slug}_%s", initial=initial)
        return {"page": page, "form": form, "is_open": is_wrong}

    own, small = ([row(page) for page in permitted(request.actor, found, pages)] for pages in (MOVES, SMALL_MOVES))
    return own, small


def _initial(found: FeedbackItem) -> dict[str, Any]:
    return {
        "department": found.department_id,
        "assignee": found.assignee_id,
        "legal_class": found.legal_class,
        "kind": found.kind,
        **forwarding_initial(found),
    }


def _list_context(request: PageRequest) -> dict[str, Any]:
    if "list" not in request.GET:
        return {"has_list": False, "wanted": ()}
    query = query_of(request)
    chosen = RegistryFilter.parse(query)
    page = page_of(request, chosen)
    return {
        "has_list": True,
        "query": query,
        "wanted": page.search.wanted if page.search else (),
        "page": page,
        "lines": lines_of(request, page),
        "pages": page_urls(request, chosen, page),
    }


@staff_page(can_view_items)
@require_POST
def make_move(request: PageRequest, item_id: int, move: str) -> HttpResponse:
    """Make one move; a broken rule brings the page back with the form open and the error beside its field."""
    page = BY_SLUG.get(move)
    if page is None or not page.policy(request.actor):
        raise Http404
    found = item_page(request.actor, item_id)
    form = page.form(request.POST, actor=request.actor, auto_id=f"{move}_%s")
    if not form.is_valid():
        return _show(request, found, form, move)
    act(form, page.action, actor=request.actor, item_id=item_id, **form.arguments())
    if form.errors:
        return _refused(request, found, form, page)
    messages.success(request, page.done)
    address = reverse("staff:item", args=[request.administration.slug, item_id])
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)


def _refused(request: PageRequest, found: FeedbackItem, form: MoveForm, page: MovePage) -> HttpResponse:
    """A move without fields to complain beside, or one that is no longer offered, complains at the top."""
    if not page.offered(found) or not form.fields:
        for error in form.non_field_errors():
            messages.error(request, str(error))
    return _show(request, found, form, page.slug)
