"""How a term of an item was counted, day by day: a page of its own, to be read or printed."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.base.errors import NotFound
from otklik.intake.due_terms import term_of
from otklik.intake.policies import can_view_items
from otklik.intake.queries import item_page
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest


@staff_page(can_view_items)
def due(request: PageRequest, item_id: int, term: str) -> HttpResponse:
    """One term of the item; 404 for a term that does not run for it."""
    item = item_page(request.actor, item_id)
    found = term_of(item, term)
    if found is None:
        raise NotFound("Этот срок для обращения не идёт.")
    return render(request, "staff/due/page.html", {"item": item, "term": found})
