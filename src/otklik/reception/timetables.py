"""Free days and times: the rule of the hours less those that are taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from otklik.catalog.queries import Administration, work_calendar
from otklik.core.reception import NOT_IN_SCHEDULE, VisitSource, ends_at
from otklik.core.workdays import WorkCalendar
from otklik.reception.models import Schedule, Visit

LOOK_AHEAD_DAYS = 120


@dataclass(frozen=True)
class FreeDay:
    """A day with its free times."""

    on: date
    times: tuple[time, ...]


@dataclass(frozen=True)
class Window:
    """From which moment to which day visits are offered."""

    start: date
    end: date
    now: datetime

    def holds(self, on: date, at: time) -> bool:
        """The visit is inside, and has not begun yet."""
        return self.start <= on <= self.end and (on, at) > (self.now.date(), self.now.time())


def local_now(administration: Administration) -> datetime:
    """The administration's own clock, without a zone: days and times of visits are of this clock."""
    return timezone.now().astimezone(ZoneInfo(administration.time_zone)).replace(tzinfo=None)


def public_window(schedule: Schedule, administration: Administration, calendar: WorkCalendar) -> Window:
    """What the site offers: some working days before the visit it is too late, some weeks ahead too early."""
    now = local_now(administration)
    start = calendar.add_working_days(now.date(), schedule.notice_days)
    return Window(start, now.date() + timedelta(days=schedule.ahead_days), now)


def desk_window(schedule: Schedule, administration: Administration) -> Window:
    """What the registrar may offer: from this minute, twice as far ahead as the site."""
    now = local_now(administration)
    return Window(now.date(), now.date() + timedelta(days=2 * schedule.ahead_days), now)


def free_days(schedule: Schedule, administration: Administration, window: Window | None = None) -> list[FreeDay]:
    """Days with at least one free time, in order; by default of the site's window."""
    calendar = work_calendar(administration.pk)
    shown = window or public_window(schedule, administration, calendar)
    rule, taken = schedule.timetable, taken_times(schedule, shown.start, shown.end)
    found = []
    for on in rule.days(shown.start, shown.end, calendar):
        times = (at for at in rule.slots(on, calendar) if shown.holds(on, at))
        free = tuple(at for at in times if is_free(at, schedule.visit_minutes, taken.get(on, ())))
        if free:
            found.append(FreeDay(on, free))
    return found


def taken_times(schedule: Schedule, start: date, end: date) -> dict[date, list[tuple[time, int]]]:
    """Beginnings and lengths of the visits that hold their time, by day; who came unannounced holds none."""
    visits = Visit.objects.filter(schedule=schedule, on__gte=start, on__lte=end).holding()
    taken: dict[date, list[tuple[time, int]]] = {}
    for on, at, minutes in visits.exclude(source=VisitSource.WALK_IN).values_list("on", "at", "minutes"):
        taken.setdefault(on, []).append((at, minutes))
    return taken


def is_free(at: time, minutes: int, taken: Iterable[tuple[time, int]]) -> bool:
    """No visit of the day overlaps; those made under older hours may begin at odd times."""
    return all(ends_at(start, length) <= at or ends_at(at, minutes) <= start for start, length in taken)


@dataclass(frozen=True)
class ComingDay:
    """A day that the schedule names: so many visits fit, or why nobody is received."""

    on: date
    slot_count: int
    why_closed: str


def coming_days(schedule: Schedule, today: date, most: int = 10) -> list[ComingDay]:
    """The next days of the schedule, those closed by the production calendar or by a decision among them."""
    calendar, rule = work_calendar(schedule.administration_id), schedule.timetable
    found: list[ComingDay] = []
    for number in range(LOOK_AHEAD_DAYS):
        on = today + timedelta(days=number)
        why = rule.why_closed(on, calendar)
        if why != NOT_IN_SCHEDULE:
            found.append(ComingDay(on, len(rule.slots(on, calendar)), why or ""))
        if len(found) == most:
            break
    return found
