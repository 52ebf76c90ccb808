"""Keeping the hours: who receives, where, when; dates that differ."""

from dataclasses import dataclass, replace
from datetime import date, time

from django.db import transaction

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Department
from otklik.core.reception import Span, Timetable, VisitState, check_timetable
from otklik.core.russian import date_long
from otklik.delivery.actions.send_later import send_later
from otklik.reception.models import Schedule, ScheduleDay, Visit
from otklik.reception.policies import can_keep_schedule
from otklik.reception.wording import called_off_letter

MOST_DAYS = 366
MOST_NOTICE = 30


@dataclass(frozen=True)
class ScheduleFacts:
    """A schedule as the form gives it."""

    name: str
    position: str
    place: str
    starts: time
    ends: time
    visit_minutes: int
    valid_from: date
    valid_to: date | None = None
    weekdays: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    dates: frozenset[date] = frozenset()
    breaks: tuple[Span, ...] = ()
    about: str = ""
    ahead_days: int = 30
    notice_days: int = 1
    user_id: int | None = None
    department_id: int | None = None

    @property
    def timetable(self) -> Timetable:
        """The rule to check."""
        return Timetable(
            starts=self.starts,
            ends=self.ends,
            visit_minutes=self.visit_minutes,
            weekdays=self.weekdays,
            weeks=self.weeks,
            dates=self.dates,
            breaks=self.breaks,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


@transaction.atomic
def keep_schedule(*, actor: Actor, facts: ScheduleFacts, schedule_id: int | None = None) -> Schedule:
    """Add a schedule or change it; visits that were promised stay as they are.

    RuleBroken for hours by which nobody can come. Источник: 59-ФЗ, статья 13.
    """
    if not can_keep_schedule(actor):
        raise NotFound
    person = User.objects.filter(administration_id=actor.administration_id, pk=facts.user_id or 0).first()
    if person:
        facts = replace(facts, name=facts.name or person.full_name, position=facts.position or person.position)
    _check(facts)
    schedule = schedule_for(actor, schedule_id) if schedule_id else Schedule(administration_id=actor.administration_id)
    own = {"administration_id": actor.administration_id}
    schedule.user = person
    schedule.department = (
        Department.objects.filter(**own, pk=facts.department_id).first() if facts.department_id else None
    )
    for name in ("name", "position", "place", "about"):
        setattr(schedule, name, getattr(facts, name).strip())
    for name in ("starts", "ends", "visit_minutes", "valid_from", "valid_to", "ahead_days", "notice_days"):
        setattr(schedule, name, getattr(facts, name))
    schedule.weekdays, schedule.weeks = sorted(facts.weekdays), sorted(facts.weeks)
    schedule.dates = [day.isoformat() for day in sorted(facts.dates)]
    schedule.breaks = [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in facts.breaks]
    schedule.save()
    audit.record(actor, "keep_schedule", schedule, f"График приёма: {schedule.position}")
    return schedule


def _check(facts: ScheduleFacts) -> None:
    for name, message in (("name", "Напишите, кто принимает."), ("place", "Напишите, где принимают.")):
        if not getattr(facts, name).strip():
            raise RuleBroken("who_where", message, name)
    if not 1 <= facts.ahead_days <= MOST_DAYS:
        raise RuleBroken("ahead", f"Запись открывают на срок от 1 до {MOST_DAYS} дней вперёд.", "ahead_days")
    if not 0 <= facts.notice_days <= MOST_NOTICE:
        raise RuleBroken("notice", f"Запись закрывают не раньше чем за {MOST_NOTICE} рабочих дней.", "notice_days")
    try:
        check_timetable(facts.timetable)
    except ValueError as wrong:
        raise RuleBroken("timetable", str(wrong)) from wrong


@transaction.atomic
def set_schedule_active(*, actor: Actor, schedule_id: int, is_active: bool) -> Schedule:
    """Offer the hours or offer them no more; visits stay."""
    schedule = schedule_for(actor, schedule_id)
    schedule.is_active = is_active
    schedule.save(update_fields=["is_active"])
    audit.record(actor, "switch_schedule", schedule, "Запись открыта" if is_active else "Запись закрыта")
    return schedule


@transaction.atomic
def set_special_day(
    *, actor: Actor, schedule_id: int, on: date, starts: time | None = None, ends: time | None = None, note: str = ""
) -> list[Visit]:
    """Close a date (no hours) or receive at other hours; returns the visits that fell out and must be told.

    Those who gave an e-mail are told by letter at once; all of them may choose another time by their code.
    """
    schedule = schedule_for(actor, schedule_id)
    if (starts is None) != (ends is None) or (starts and ends and ends <= starts):
        raise RuleBroken("hours", "Укажите начало и конец приёма или отметьте, что его не будет.", "starts")
    facts = {"starts": starts, "ends": ends, "note": note.strip()[:200]}
    ScheduleDay.objects.update_or_create(schedule=schedule, on=on, defaults=facts)
    audit.record(actor, "special_day", schedule, f"{date_long(on)}: {'другие часы' if starts else 'приёма нет'}")
    booked = Visit.objects.select_for_update().filter(schedule=schedule, on=on).booked()
    out = [visit for visit in booked if not (starts and ends and starts <= visit.at < ends)]
    for visit in out:
        _call_off(actor, visit, note.strip())
    return out


@transaction.atomic
def remove_special_day(*, actor: Actor, schedule_id: int, on: date) -> None:
    """The schedule rules the date again."""
    schedule = schedule_for(actor, schedule_id)
    ScheduleDay.objects.filter(schedule=schedule, on=on).delete()
    audit.record(actor, "special_day", schedule, f"{date_long(on)}: снова по графику")


def schedule_for(actor: Actor, schedule_id: int) -> Schedule:
    """The schedule, locked, for those who keep it; else NotFound."""
    own = Schedule.objects.filter(administration_id=actor.administration_id)
    found = own.select_for_update().filter(pk=schedule_id).first() if can_keep_schedule(actor) else None
    if found is None:
        raise NotFound
    return found


def _call_off(actor: Actor, visit: Visit, why: str) -> None:
    visit.state, visit.why_off = VisitState.CALLED_OFF.value, why[:200]
    visit.save(update_fields=["state", "why_off"])
    audit.record(actor, "call_off", visit, f"Приём отменён: {visit.number}")
    contact = getattr(visit, "contact", None)
    if contact and contact.email:
        subject, text = called_off_letter(visit)
        send_later(
            administration_id=actor.administration_id,
            target=visit,
            to=contact.email,
            subject=subject,
            text=text,
            file_ids=[],
            is_urgent=True,
        )
