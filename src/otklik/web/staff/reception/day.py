"""The day of reception: who comes when, who came; printed on one sheet."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.core.reception import VisitState
from otklik.intake.queries import today_of
from otklik.reception.actions.change_visit import cancel_visit, mark_visit, note_visitor_told
from otklik.reception.policies import can_book_visit, can_hold_visit, can_view_reception
from otklik.reception.queries import Visit, day_plans, day_title, neighbour_days
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reception.forms import EARLIEST, LATEST
from otklik.web.staff.reception.tabs import reception_page

MARKS = {state.value: state for state in (VisitState.BOOKED, VisitState.CAME, VisitState.ABSENT)}


@staff_page(can_view_reception)
def day(request: PageRequest) -> HttpResponse:
    """Everybody's list of the day; today without a date, a neighbouring day with visits one key away."""
    today = today_of(request.actor)
    on = day_of(request, today)
    before, after = neighbour_days(request.actor, on)
    return reception_page(
        request,
        "day",
        "reception",
        on=on,
        today=today,
        weekday=day_title(on),
        plans=day_plans(request.actor, on),
        before=before,
        after=after,
        may_book=can_book_visit(request.actor) and on >= today,
        may_mark=on <= today,
        may_tell=can_book_visit(request.actor),
    )


def day_of(request: PageRequest, today: date) -> date:
    """The day of the address; today when there is none or it makes no sense."""
    try:
        on = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return today
    return on if EARLIEST <= on <= LATEST else today


def day_url(request: PageRequest, visit: Visit) -> str:
    """The list of the visit's day."""
    return f"{reverse('staff:reception', args=[request.administration.slug])}?day={visit.on.isoformat()}"


@staff_page(can_hold_visit)
@require_POST
def mark(request: PageRequest, visit_id: int, state: str) -> HttpResponse:
    """Came or did not come; the mark can be taken back until the card is filled in."""
    back = reverse("staff:visit", args=[request.administration.slug, visit_id])
    if state not in MARKS:
        return redirect(back)
    try:
        visit = mark_visit(actor=request.actor, visit_id=visit_id, state=MARKS[state])
    except RuleBroken as broken:
        if broken.code == "not_found":
            raise
        messages.error(request, broken.message)
        return redirect(back)
    if state == VisitState.CAME and "list" not in request.POST:
        return redirect(back)
    if state != VisitState.BOOKED:
        undo = reverse("staff:visit_mark", args=[request.administration.slug, visit_id, VisitState.BOOKED])
        messages.success(request, f"{visit.number}: {MARKS[state].label.lower()}.", extra_tags=undo)
    return redirect(day_url(request, visit))


@staff_page(can_book_visit)
@require_POST
def cancel(request: PageRequest, visit_id: int) -> HttpResponse:
    """The person will not come: the time is free again."""
    if act_or_say(request, cancel_visit, actor=request.actor, visit_id=visit_id):
        messages.success(request, "Запись отменена, время свободно.")
    return redirect("staff:visit", request.administration.slug, visit_id)


@staff_page(can_book_visit)
@require_POST
def told(request: PageRequest, visit_id: int) -> HttpResponse:
    """The person knows by phone that the reception is off."""
    if act_or_say(request, note_visitor_told, actor=request.actor, visit_id=visit_id):
        messages.success(request, "Отмечено: человек предупреждён.")
    return redirect("staff:visit", request.administration.slug, visit_id)
