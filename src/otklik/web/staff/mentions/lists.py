"""Publications of a quarter with their figures, beside the monitoring and apart from it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from otklik.base.errors import NotFound, RuleBroken
from otklik.mentions import queries
from otklik.mentions.policies import can_load_mentions, can_view_mentions
from otklik.registers.actions.give_back import MEDIA_TYPES
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.mentions.forms import FilterForm
from otklik.web.staff.office import office_page
from otklik.web.staff.quarters import chosen_quarter

ROWS = 50


@staff_page(can_view_mentions)
def mentions(request: PageRequest) -> HttpResponse:
    """The quarter's publications: how many, where, in what tone, of what. Порядок: biysk 3, livny 3."""
    choice = chosen_quarter(request, ended=False)
    form = FilterForm(request.GET or None, actor=request.actor)
    wanted = _wanted(form, choice.quarter.key)
    start = max(0, int(text)) if (text := request.GET.get("start", "0")).isdecimal() and len(text) < 7 else 0  # noqa: PLR2004
    rows = list(queries.mentions(request.actor, wanted)[start : start + ROWS + 1])
    kept = {name: value for name, value in request.GET.items() if value and name != "start"}
    context = {
        "choice": choice,
        "form": form,
        "figures": queries.mention_figures(request.actor, choice.quarter),
        "rows": rows[:ROWS],
        "query": urlencode(kept),
        "next_url": f"?{urlencode({**kept, 'start': start + ROWS})}" if len(rows) > ROWS else "",
        "previous_url": f"?{urlencode({**kept, 'start': max(0, start - ROWS)})}" if start else "",
        "may_load": can_load_mentions(request.actor),
    }
    return office_page(request, "staff/mentions/list.html", context)


@staff_page(can_view_mentions)
def export(request: PageRequest, form: str) -> HttpResponseBase:
    """The same list as a file, whole; a workbook that would be too long says what to do instead."""
    choice = chosen_quarter(request, ended=False)
    wanted = _wanted(FilterForm(request.GET or None, actor=request.actor), choice.quarter.key)
    kind = "xlsx" if form == "xlsx" else "csv"
    try:
        pieces = queries.exported(request.actor, wanted, kind)
    except NotFound:
        raise
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect(f"{reverse('staff:mentions', args=[request.administration.slug])}?{request.GET.urlencode()}")
    response = StreamingHttpResponse(pieces, content_type=MEDIA_TYPES[kind])
    name = f"упоминания-{choice.quarter}.{kind}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _wanted(form: FilterForm, quarter: int) -> queries.MentionFilter:
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return queries.MentionFilter(quarter=quarter, **given)
