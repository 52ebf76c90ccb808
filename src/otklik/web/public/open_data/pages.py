"""Pages of open data for people: the list of sets, and one set with its passport, fields, rows and versions."""

from django.http import HttpResponse
from django.shortcuts import render

from otklik.publishing.open_data.passport import identifier
from otklik.publishing.open_data.rules import open_data_rules
from otklik.web.public.open_data.answering import GONE
from otklik.web.public.open_data.files import set_or_404, sets_or_404
from otklik.web.shared.pages import public_page
from otklik.web.shared.requests import PageRequest

SHOWN_ROWS = 20


@public_page
def datasets(request: PageRequest) -> HttpResponse:
    """What can be taken and on what terms. Порядок: biysk 3, livny 3, murashi 5.17."""
    context = {"sets": sets_or_404(request), "rules": open_data_rules(request.administration.pk)}
    return render(request, "public/opendata/list.html", context)


@public_page
def dataset(request: PageRequest, dataset: str) -> HttpResponse:
    """One set."""
    found = set_or_404(request, dataset)
    rules = open_data_rules(request.administration.pk)
    rows = list(found.newest.view.payload.get("rows", ()))
    context = {
        "set": found,
        "rules": rules,
        "identifier": identifier(found, rules),
        "fields": found.dataset.fields,
        "rows": [list(row.values()) for row in rows[:SHOWN_ROWS]],
        "row_count": len(rows),
        "shown": min(SHOWN_ROWS, len(rows)),
    }
    status = GONE if found.newest.view.is_withdrawn else 200
    return render(request, "public/opendata/dataset.html", context, status=status)
