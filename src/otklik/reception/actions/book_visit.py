"""Signing up: by the visitor on the site, by the registrar on the phone, or at the door."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import work_calendar
from otklik.core.reception import VisitSource, VisitState, holds_passport_number
from otklik.core.registration import format_tracking_code
from otklik.intake.numbers import tracking_digest
from otklik.reception.models import Schedule, Visit
from otklik.reception.people import Visitor, contact_of, phone_key
from otklik.reception.policies import can_book_visit
from otklik.reception.timetables import desk_window, is_free, local_now, public_window, taken_times

TAKEN = "Это время только что заняли. Всё, что вы ввели, сохранено: выберите другое время."
PASSPORT = "Похоже, здесь номер паспорта. Уберите его: документ показывают на приёме, хранить его номер нельзя."


@dataclass(frozen=True)
class VisitReceipt:
    """What the visitor is told; a second click brings the same."""

    visit_id: int
    number: str
    code: str
    on: date
    at: time
    is_new: bool = True


@transaction.atomic
def book_visit(
    *,
    actor: Actor,
    schedule_id: int,
    on: date,
    at: time,
    visitor: Visitor,
    topic: str,
    token: str,
    consent_version: str = "",
) -> VisitReceipt:
    """Promise the time to one person: of two who want it, one wins by the table's own constraint.

    `token` is the form's secret: the same form sent twice is one visit, with the same code.
    RuleBroken for a time that is taken, past or not offered. Источник: 59-ФЗ, статья 13; Порядок: murashi 2.2.4.
    """
    known = known_receipt(actor, token)
    if known:
        return known
    schedule = _offered(actor, schedule_id)
    _check_visitor(visitor, topic)
    check_slot(actor, schedule, on, at)
    source = VisitSource.PHONE if actor.kind == "staff" else VisitSource.SITE
    visit = _visit(actor, schedule, on, at, source=source)
    visit.topic = topic.strip()[:300]
    return _keep(actor, visit, visitor, token, consent_version)


@transaction.atomic
def admit_visitor(*, actor: Actor, schedule_id: int, visitor: Visitor, topic: str, token: str) -> VisitReceipt:
    """Somebody came without a sign-up and is received now; nobody's promised time is taken by it."""
    if not can_book_visit(actor):
        raise NotFound
    known = known_receipt(actor, token)
    if known:
        return known
    schedule = _offered(actor, schedule_id)
    _check_visitor(visitor, topic)
    now = local_now(schedule.administration)
    taken = set(Visit.objects.filter(schedule=schedule, on=now.date()).holding().values_list("at", flat=True))
    moment = datetime.combine(now.date(), time(now.hour, now.minute))
    while moment.time() in taken:
        moment += timedelta(minutes=1)
    visit = _visit(actor, schedule, now.date(), moment.time(), source=VisitSource.WALK_IN)
    visit.topic, visit.state = topic.strip()[:300], VisitState.CAME.value
    return _keep(actor, visit, visitor, token, "")


def visit_code(token: str) -> str:
    """The secret code that belongs to a form's token."""
    return format_tracking_code(hmac.new(settings.SECRET_KEY.encode(), f"visit:{token}".encode(), sha256).digest())


def _request_key(token: str) -> str:
    return sha256(f"visit:{token}".encode()).hexdigest()


def known_receipt(actor: Actor, token: str) -> VisitReceipt | None:
    """What this very form has made already: a second click must not hear that its own time is taken."""
    visit = Visit.objects.of(actor.administration_id).filter(request_key=_request_key(token)).first()
    return _receipt(visit, token, is_new=False) if visit else None


def _receipt(visit: Visit, token: str, *, is_new: bool = True) -> VisitReceipt:
    return VisitReceipt(visit.pk, visit.number, visit_code(token), visit.on, visit.at, is_new)


def _offered(actor: Actor, schedule_id: int) -> Schedule:
    schedules = Schedule.objects.select_related("administration").prefetch_related("days")
    found = schedules.filter(administration_id=actor.administration_id, pk=schedule_id, is_active=True).first()
    if found is None:
        raise RuleBroken("schedule", "Запись к этому руководителю закрыта. Выберите другого.", "schedule")
    return found


def _check_visitor(visitor: Visitor, topic: str) -> None:
    if not visitor.name.strip():
        raise RuleBroken("name", "Напишите фамилию и имя.", "name")
    if not phone_key(visitor.phone):
        raise RuleBroken("phone", "Напишите телефон с кодом: не меньше десяти цифр.", "phone")
    if holds_passport_number(topic):
        raise RuleBroken("passport", PASSPORT, "topic")


def check_slot(actor: Actor, schedule: Schedule, on: date, at: time, *, but: Visit | None = None) -> None:
    """RuleBroken unless the time is offered to the actor and nobody but the visit `but` holds it."""
    administration, calendar = schedule.administration, work_calendar(actor.administration_id)
    if actor.kind == "staff" and not can_book_visit(actor):
        raise NotFound
    is_desk = actor.kind == "staff"
    window = desk_window(schedule, administration) if is_desk else public_window(schedule, administration, calendar)
    if at not in schedule.timetable.slots(on, calendar) or not window.holds(on, at):
        raise RuleBroken("slot_absent", "На это время записаться уже нельзя. Выберите другое.", "at")
    taken = taken_times(schedule, on, on).get(on, [])
    if but is not None and but.on == on and (but.at, but.minutes) in taken:
        taken.remove((but.at, but.minutes))
    if not is_free(at, schedule.visit_minutes, taken):
        raise RuleBroken("slot_taken", TAKEN, "at")


def _visit(actor: Actor, schedule: Schedule, on: date, at: time, *, source: VisitSource) -> Visit:
    return Visit(
        administration_id=actor.administration_id,
        schedule=schedule,
        on=on,
        at=at,
        minutes=schedule.visit_minutes,
        source=source.value,
        created_at=timezone.now(),
        booked_by_id=actor.user_id,
    )


def _keep(actor: Actor, visit: Visit, visitor: Visitor, token: str, consent_version: str) -> VisitReceipt:
    visit.code_digest, visit.request_key = tracking_digest(visit_code(token)), _request_key(token)
    try:
        with transaction.atomic():
            visit.save(force_insert=True)
    except IntegrityError as lost:
        known = known_receipt(actor, token)  # the same form, sent twice at once
        if known:
            return known
        raise RuleBroken("slot_taken", TAKEN, "at") from lost
    contact_of(visit, visitor, consent_version).save(force_insert=True)
    audit.record(actor, "book_visit", visit, f"Запись на приём: {visit.number}", source=visit.source)
    return _receipt(visit, token)
