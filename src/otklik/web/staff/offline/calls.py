"""The telephone journal: a line for each call while it lasts, the day below, the days as a spreadsheet."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.exporters.registry import exporter
from otklik.intake.queries import today_of
from otklik.offline.actions.open_card import open_card
from otklik.offline.actions.record_call import record_call
from otklik.offline.calls import CallFilter, earlier_calls, journal, journal_document, phone_lines
from otklik.offline.policies import can_keep_calls
from otklik.offline.sources import Source
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.offline.call_form import CallForm, JournalForm
from otklik.web.staff.offline.tabs import offline_page


@staff_page(can_keep_calls)
def calls(request: PageRequest) -> HttpResponse:
    """A new line and the journal of the day. Порядок: murashi 2.2, biysk 2, livny 3."""
    lines = phone_lines(request.actor)
    form = CallForm(request.POST or None, actor=request.actor, lines=lines, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        done = _record(request, form)
        if done is not None:
            return done
    wanted, filters = _wanted(request)
    context: dict[str, Any] = {"form": form, "filters": filters, "wanted": wanted, "has_line": bool(lines)}
    context["journal"] = journal(request.actor, wanted)
    context["today"] = today_of(request.actor)
    return offline_page(request, "calls", "calls", **context)


def _record(request: PageRequest, form: CallForm) -> HttpResponse | None:
    call = act(form, record_call, actor=request.actor, call=form.call())
    if call is None:
        return None
    slug = request.administration.slug
    if call.item is not None:
        messages.success(request, f"Звонок записан: {call.item.number}, {call.get_end_display()}.")
        return redirect("staff:calls", slug)
    try:
        key = open_card(actor=request.actor, source=Source("call", call.pk))
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("staff:calls", slug)
    return redirect(f"{reverse('staff:card', args=[slug])}?draft={key}")


@staff_page(can_keep_calls)
@require_POST
def earlier(request: PageRequest) -> HttpResponse:
    """Who called from this telephone before, while it is typed. By POST: no number stands in an address or a log."""
    found = earlier_calls(request.actor, request.POST.get("phone", ""))
    return render(request, "staff/offline/earlier_calls.html", {"earlier": found})


@staff_page(can_keep_calls)
def export(request: PageRequest) -> HttpResponse:
    """The days of the filter as XLSX."""
    wanted, _ = _wanted(request)
    excel = exporter("xlsx")
    content = excel.render(journal_document(request.actor, wanted))
    response = HttpResponse(content, content_type=excel.media_type)
    name = f"звонки {wanted.since:%Y-%m-%d} — {wanted.until:%Y-%m-%d}.xlsx"
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _wanted(request: PageRequest) -> tuple[CallFilter, JournalForm]:
    """The filter of the address; today where it makes no sense."""
    today = today_of(request.actor)
    given = request.GET or {"since": today.isoformat(), "until": today.isoformat()}
    form = JournalForm(given, actor=request.actor)
    form.is_valid()
    cleaned = form.cleaned_data
    since: date = cleaned.get("since") or cleaned.get("until") or today
    until: date = cleaned.get("until") or since
    if since > until:
        since, until = until, since
    end = cleaned.get("end") or ""
    return CallFilter(since, min(until, since + timedelta(days=366)), end, cleaned.get("phone") or ""), form
