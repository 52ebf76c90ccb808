"""Letters ahead of the last day and after it: ten days, three, the day itself, then once a week."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.cache import caches
from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import Appointment, User
from otklik.accounts.queries import actor_of
from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administrations, work_calendar
from otklik.core.russian import days_word
from otklik.core.workdays import WorkCalendar
from otklik.delivery.actions.send_later import send_later
from otklik.duties.models import ReminderSent
from otklik.duties.queries.lines import DutyLine
from otklik.duties.queries.reminders import called, duty_told, pressing_lines, task_told
from otklik.duties.queries.tasks import TaskLine
from otklik.intake.digest import HOURS_LONG, digest_time

STAGES = (0, 3, 10)
#: A week after the last day, and again, so many times.
WEEKS_AFTER = 8
#: Seconds for which a ticker knows that it has looked today.
_KEPT_SECONDS = 24 * 3600
Line = DutyLine | TaskLine


def send_reminders(now: datetime | None = None) -> int:
    """Put the reminders that are due into the outbox; returns how many letters. Called on every pass of `tick`."""
    moment = now or timezone.now()
    return one_by_one(administrations(), lambda one: _send_all(one, moment), event="duties_not_reminded")


def stage_of(due_on: date, today: date, calendar: WorkCalendar) -> int | None:
    """Which reminder stands for the day: 10, 3, 0; -1, -2 … by weeks after; None while it is far or long past.

    The last working day before a day off counts as the day itself: tomorrow nobody reads letters.
    """
    left = (due_on - today).days
    if left < 0:
        weeks = (-left - 1) // 7 + 1
        return -weeks if weeks <= WEEKS_AFTER else None
    if calendar.next_working(today) > due_on:
        return 0
    return next((stage for stage in STAGES if left <= stage), None)


def _send_all(administration: Administration, now: datetime) -> int:
    local = now.astimezone(ZoneInfo(administration.time_zone))
    calendar, today = work_calendar(administration.pk), local.date()
    hour, looked = digest_time(administration.options).hour, f"duty-reminders:{administration.pk}:{today}"
    if not hour <= local.hour < hour + HOURS_LONG or not calendar.is_working(today) or caches["memory"].get(looked):
        return 0
    people = list(_people(administration, today))
    lines = pressing_lines(administration, today) if people else []
    sent = sum(_remind(person, lines, today, calendar) for person in people)
    caches["memory"].set(looked, True, _KEPT_SECONDS)
    if sent:
        system = system_actor(administration.pk, administration.slug)
        audit.record(system, "send_duty_reminders", administration, f"Напоминания об обязанностях: {sent}")
    return sent


def _people(administration: Administration, today: date) -> Iterator[User]:
    holders = Appointment.objects.in_force(today).values("user_id")
    people = User.objects.filter(administration=administration, is_active=True, pk__in=holders).exclude(email="")
    yield from people.select_related("administration").order_by("pk")


@transaction.atomic
def _remind(person: User, lines: list[DutyLine], today: date, calendar: WorkCalendar) -> bool:
    """One letter of all that is new to the person today; noted first, so that two tickers at once send one."""
    actor = actor_of(person)
    if actor is None:
        return False
    found = called(actor, today, lines)
    new = _new(person, [*found.own, *found.tasks], today, calendar)
    if not new:
        return False
    send_later(
        administration_id=actor.administration_id,
        target=person,
        to=person.email,
        subject=_subject(new),
        text=_text(actor, new),
        file_ids=[],
        is_urgent=True,
        is_automatic=True,
    )
    return True


def _new(person: User, lines: list[Line], today: date, calendar: WorkCalendar) -> list[Line]:
    """Lines whose stage was not told yet, noted as told."""
    staged = [(line, stage_of(_due_on(line), today, calendar)) for line in lines]
    told = set(
        ReminderSent.objects.filter(person=person, key__in=[line.key for line in lines]).values_list(
            "key", "stage", "due_on"
        )
    )
    return [
        line
        for line, stage in staged
        if stage is not None and (line.key, stage, _due_on(line)) not in told and _note(person, line, stage, today)
    ]


def _note(person: User, line: Line, stage: int, today: date) -> bool:
    """Note the reminder; False when another ticker was the first."""
    _, is_new = ReminderSent.objects.get_or_create(
        person=person, key=line.key, stage=stage, due_on=_due_on(line), defaults={"sent_on": today}
    )
    return is_new


def _due_on(line: Line) -> date:
    return line.task.due_on if isinstance(line, TaskLine) else line.occurrence.last.on


def _subject(new: list[Line]) -> str:
    """«Напоминание: Карта болей, осталось 3 дня», of the most pressing."""
    first = min(new, key=lambda line: line.days_left)
    title = first.task.title if isinstance(first, TaskLine) else first.occurrence.duty.title
    when = f"просрочено на {days_word(first.days_late)}" if first.days_late else _left(first.days_left)
    more = f" и ещё {len(new) - 1}" if len(new) > 1 else ""
    return f"Напоминание: {title}, {when}{more}"


def _left(days: int) -> str:
    return f"до срока {days_word(days)}" if days else "срок сегодня"


def _text(actor: Actor, new: list[Line]) -> str:
    told = [task_told(actor, one) if isinstance(one, TaskLine) else duty_told(actor, one) for one in new]
    return "\n\n".join(["Напоминаем о сроках.", *told])
