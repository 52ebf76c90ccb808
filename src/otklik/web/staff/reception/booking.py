"""Signing people up by phone, admitting those who came unannounced, moving a sign-up."""

import secrets
from datetime import date, time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from otklik.core.russian import date_short
from otklik.intake.registry import ID_DIGITS
from otklik.reception.actions.book_visit import VisitReceipt, admit_visitor, book_visit, known_receipt
from otklik.reception.actions.change_visit import MOVABLE, move_visit
from otklik.reception.policies import can_book_visit
from otklik.reception.queries import Schedule, schedule_by_id, schedules, visit_page
from otklik.reception.timetables import FreeDay, desk_window, free_days
from otklik.reception.wording import clock, weekday
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reception.forms import BookForm, MoveVisitForm
from otklik.web.staff.reception.tabs import reception_page

CODES = "visit-codes"
#: Days offered in one list for a move.
MOVE_DAYS = 15


@staff_page(can_book_visit)
def book(request: PageRequest) -> HttpResponse:
    """Who receives and the day stand in the address, so that a change of them loses nothing typed before it."""
    known = known_receipt(request.actor, request.POST.get("token", "")) if request.method == "POST" else None
    if known:
        return _to_card(request, known)
    offered = list(schedules(request.administration.pk))
    chosen = _chosen(request, offered)
    days = free_days(chosen, request.administration, desk_window(chosen, request.administration)) if chosen else []
    asked = request.GET.get("day", "")
    day = next((one for one in days if one.on.isoformat() == asked), days[0] if days else None)
    form = _form(request, day)
    if request.method == "POST" and chosen and form.is_valid():
        receipt = _sign_up(request, form, chosen, day)
        if receipt is not None:
            return _to_card(request, receipt)
    context = {"form": form, "offered": offered, "chosen": chosen, "day": day}
    context["days"] = [(one.on.isoformat(), f"{date_short(one.on)}, {weekday(one.on)}") for one in days]
    return reception_page(request, "book", "visit_book", **context)


def _chosen(request: PageRequest, offered: list[Schedule]) -> Schedule | None:
    asked = request.GET.get("schedule", "")
    named = next((one for one in offered if str(one.pk) == asked[:ID_DIGITS]), None)
    return named or (offered[0] if offered else None)


def _form(request: PageRequest, day: FreeDay | None) -> BookForm:
    initial = {"token": secrets.token_hex(16), "at": request.GET.get("at", "")}
    data = request.POST.copy() if request.method == "POST" else None
    if data and "walk_in" in data:
        data["at"] = ""  # who is here already needs no time
    form = BookForm(data, actor=request.actor, initial=initial)
    form.set_choices("at", [(f"{at:%H:%M}", clock(at)) for at in day.times] if day else [], blank=None)
    return form


def _sign_up(request: PageRequest, form: BookForm, schedule: Schedule, day: FreeDay | None) -> VisitReceipt | None:
    given = form.cleaned_data
    common = {"actor": request.actor, "schedule_id": schedule.pk, "visitor": form.visitor()}
    common |= {"topic": given["topic"], "token": given["token"]}
    if "walk_in" in request.POST:
        return act(form, admit_visitor, **common)
    if day is None or not given["at"]:
        form.add_error("at", "Выберите время. Если человек уже здесь, нажмите «Принять без записи».")
        return None
    return act(form, book_visit, on=day.on, at=time.fromisoformat(given["at"]), **common)


def _to_card(request: PageRequest, receipt: VisitReceipt) -> HttpResponse:
    """The code is known only now: the card shows it, so that it can be dictated."""
    request.session[CODES] = {str(receipt.visit_id): receipt.code}
    return redirect("staff:visit", request.administration.slug, receipt.visit_id)


def code_of(request: PageRequest, visit_id: int) -> str:
    """The code of a sign-up made a moment ago by this person; empty for others."""
    return str(request.session.get(CODES, {}).get(str(visit_id), ""))


@staff_page(can_book_visit)
def move(request: PageRequest, visit_id: int) -> HttpResponse:
    """Another day and time with the same person."""
    visit = visit_page(request.actor, visit_id)
    if visit.state not in MOVABLE or visit.held_at:
        return redirect("staff:visit", request.administration.slug, visit_id)
    schedule = schedule_by_id(request.administration.pk, visit.schedule_id, all_of_them=True)
    days = free_days(schedule, request.administration, desk_window(schedule, request.administration))[:MOVE_DAYS]
    form = MoveVisitForm(request.POST if request.method == "POST" else None, actor=request.actor)
    form.set_choices("when", [(_title(day.on), _times(day)) for day in days], blank="выберите")  # type: ignore[misc]
    if form.is_valid():
        on, at = form.cleaned_data["when"].split(" ")
        facts = {"visit_id": visit_id, "on": date.fromisoformat(on), "at": time.fromisoformat(at)}
        if act(form, move_visit, actor=request.actor, **facts):
            messages.success(request, "Запись перенесена, номер и код прежние.")
            return redirect("staff:visit", request.administration.slug, visit_id)
    return render(request, "staff/reception/move.html", {"form": form, "visit": visit})


def _title(on: date) -> str:
    return f"{date_short(on)}, {weekday(on)}"


def _times(day: FreeDay) -> list[tuple[str, str]]:
    return [(f"{day.on.isoformat()} {at:%H:%M}", f"{date_short(day.on)}, {clock(at)}") for at in day.times]
