"""Cancelling and moving a sign-up, by the staff or by the visitor's own number and code; who came and who did not."""

from datetime import date, time

from django.db import IntegrityError, transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.reception import VisitState
from otklik.reception.access import own_visit_for, step_to, visit_for
from otklik.reception.actions.book_visit import TAKEN, check_slot
from otklik.reception.models import Schedule, Visit
from otklik.reception.policies import can_book_visit, can_hold_visit
from otklik.reception.timetables import local_now

MOVABLE = (VisitState.BOOKED, VisitState.ABSENT, VisitState.CALLED_OFF)


@transaction.atomic
def cancel_own_visit(*, actor: Actor, number: str, code: str) -> Visit:
    """The visitor will not come; the time is free for others at once."""
    visit = own_visit_for(actor, number, code)
    _check_ahead(visit)
    return _cancel(actor, visit)


@transaction.atomic
def cancel_visit(*, actor: Actor, visit_id: int) -> Visit:
    """The person called and will not come."""
    return _cancel(actor, visit_for(actor, visit_id, can_book_visit))


@transaction.atomic
def move_own_visit(*, actor: Actor, number: str, code: str, on: date, at: time) -> Visit:
    """Another free time with the same person; of two who want it, one wins, the other keeps what he had."""
    visit = own_visit_for(actor, number, code)
    _check_ahead(visit)
    return _move(actor, visit, on, at)


@transaction.atomic
def move_visit(*, actor: Actor, visit_id: int, on: date, at: time) -> Visit:
    """The registrar moves the sign-up."""
    return _move(actor, visit_for(actor, visit_id, can_book_visit), on, at)


@transaction.atomic
def mark_visit(*, actor: Actor, visit_id: int, state: VisitState) -> Visit:
    """Came, did not come, or taken back; nothing of the kind before the day."""
    visit = visit_for(actor, visit_id, can_hold_visit)
    if visit.on > local_now(visit.administration).date():
        raise RuleBroken("early", "Этот приём ещё впереди: отметить, кто пришёл, можно в день приёма.")
    step_to(visit, state)
    visit.save(update_fields=["state"])
    audit.record(actor, "mark_visit", visit, f"{visit.number}: {state.label.lower()}")
    return visit


@transaction.atomic
def note_visitor_told(*, actor: Actor, visit_id: int) -> Visit:
    """The visitor was told by phone that the reception is off."""
    visit = visit_for(actor, visit_id, can_book_visit)
    if visit.state != VisitState.CALLED_OFF:
        raise RuleBroken("state", "Этот приём не отменён, предупреждать не о чем.")
    visit.told_at = timezone.now()
    visit.save(update_fields=["told_at"])
    audit.record(actor, "note_told", visit, f"{visit.number}: предупреждён по телефону")
    return visit


def _check_ahead(visit: Visit) -> None:
    """By one's own code only what is still ahead; a visit that the administration called off may be moved later."""
    now = local_now(visit.administration)
    if visit.state != VisitState.CALLED_OFF and (visit.on, visit.at) <= (now.date(), now.time()):
        raise RuleBroken("past", "Время этой записи уже прошло. Запишитесь заново.")


def _cancel(actor: Actor, visit: Visit) -> Visit:
    if visit.state == VisitState.CANCELLED:
        return visit  # the button was pressed twice
    step_to(visit, VisitState.CANCELLED)
    visit.save(update_fields=["state"])
    audit.record(actor, "cancel_visit", visit, f"Запись отменена: {visit.number}")
    return visit


def _move(actor: Actor, visit: Visit, on: date, at: time) -> Visit:
    if (visit.state, visit.on, visit.at) == (VisitState.BOOKED, on, at):
        return visit
    if visit.state not in MOVABLE:
        raise RuleBroken("state", "Эту запись перенести нельзя. Запишите человека заново.")
    schedules = Schedule.objects.select_related("administration").prefetch_related("days")
    schedule = schedules.get(pk=visit.schedule_id)
    if not schedule.is_active:
        raise RuleBroken("schedule", "Запись к этому руководителю закрыта. Позвоните в администрацию.")
    check_slot(actor, schedule, on, at, but=visit)
    if visit.state != VisitState.BOOKED:
        step_to(visit, VisitState.BOOKED)
    visit.on, visit.at, visit.minutes = on, at, schedule.visit_minutes
    visit.reminded_at, visit.why_off = None, ""
    try:
        with transaction.atomic():
            visit.save(update_fields=["on", "at", "minutes", "state", "reminded_at", "why_off"])
    except IntegrityError as lost:
        raise RuleBroken("slot_taken", TAKEN, "at") from lost
    audit.record(actor, "move_visit", visit, f"Запись перенесена: {visit.number}")
    return visit
