"""One's duties and tasks as iCalendar (RFC 5545): whole days that every calendar program shows."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.russian import date_long
from otklik.duties.actions.keep_feed import digest_of
from otklik.duties.models import CalendarFeed
from otklik.duties.people import own_lines
from otklik.duties.policies import can_view_board
from otklik.duties.queries.lines import DutyLine, duty_lines
from otklik.duties.queries.reminders import duty_url
from otklik.duties.queries.tasks import TaskLine, task_lines
from otklik.intake.queries import today_of
from otklik.reporting.citing import place

if TYPE_CHECKING:
    from icalendar import Event

#: A calendar shows what was and what comes.
BACK, AHEAD = timedelta(days=100), timedelta(days=400)
_ALARMS = (10, 3)


def feed_text(slug: str, secret: str) -> bytes:
    """The calendar behind a personal address; NotFound where the address was renewed or the person left."""
    feed = CalendarFeed.objects.select_related("person__administration").filter(digest=digest_of(secret)).first()
    actor = actor_of(feed.person) if feed else None
    if feed is None or actor is None or actor.administration_slug != slug or not actor.roles:
        raise NotFound
    today = today_of(actor)
    if feed.read_on != today:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_on=today)
    return calendar_text(actor, today)


def calendar_text(actor: Actor, today: date) -> bytes:
    """The person's duties and tasks; who supervises sees the duties of all."""
    administration = Administration.objects.get(pk=actor.administration_id)
    lines = duty_lines(administration, today, today - BACK, today + AHEAD)
    told = lines if can_view_board(actor) else own_lines(actor, lines)
    tasks = [one for one in task_lines(actor, today, today - BACK, today + AHEAD) if one.task.person_id in actor.desks]
    return _calendar(actor, administration, told, tasks)


def own_feed(actor: Actor) -> CalendarFeed | None:
    """The person's address, if there is one (its secret is not known)."""
    return CalendarFeed.objects.filter(person_id=actor.user_id or 0).first()


def _calendar(
    actor: Actor, administration: Administration, lines: Iterable[DutyLine], tasks: Iterable[TaskLine]
) -> bytes:
    from icalendar import Calendar  # noqa: PLC0415 - the site's start stays light

    calendar = Calendar()
    calendar.add("prodid", "-//Otklik//Duties//RU")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Обязанности по порядку: {administration.short_title}")
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for line in lines:
        calendar.add_component(_duty(actor, line))
    for task in tasks:
        calendar.add_component(_task(actor, task))
    return bytes(calendar.to_ical())


def _duty(actor: Actor, line: DutyLine) -> "Event":
    one = line.occurrence
    parts = [one.duty.title, one.span.title, line.unit]
    words = [
        f"Последний день: {date_long(one.last.on)}",
        *one.last.words,
        one.why_shorter,
        f"Основание: порядок, {place(procedure_of(actor.administration_slug), one.duty.clause)}",
        f"Состояние: {line.state.label}. {line.words}".rstrip(". ") + ".",
        duty_url(actor, line),
    ]
    title = ": ".join([parts[0], ", ".join(filter(None, parts[1:]))])
    event = _event(line.key, _ticked(title, line), one.last.on, words)
    return _told(event, title, is_over=line.state.is_over, url=duty_url(actor, line))


def _task(actor: Actor, line: TaskLine) -> "Event":
    path = reverse("staff:own_task", args=[actor.administration_slug, line.task.pk])
    url = settings.BASE_URL.rstrip("/") + path
    event = _event(line.key, _ticked(line.task.title, line), line.task.due_on, [line.task.details, url])
    return _told(event, line.task.title, is_over=line.state.is_over, url=url)


def _ticked(title: str, line: DutyLine | TaskLine) -> str:
    """What is done bears a tick."""
    return f"✓ {title}" if line.state.is_over else title


def _event(key: str, title: str, on: date, words: Iterable[str]) -> "Event":
    """A whole day; the same thing bears the same UID for ever, so that a moved day moves and does not double."""
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{key.replace(':', '-')}@otklik")
    event.add("dtstamp", datetime.combine(on, time(), UTC))
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", title)
    event.add("description", "\n".join(word for word in words if word))
    event.add("transp", "TRANSPARENT")
    return event


def _told(event: "Event", title: str, *, is_over: bool, url: str) -> "Event":
    """What is done rings no bell; the rest ten days and three days ahead, at nine."""
    from icalendar import Alarm  # noqa: PLC0415

    event.add("url", url)
    for days in () if is_over else _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(hours=9) - timedelta(days=days))
        event.add_component(alarm)
    return event
