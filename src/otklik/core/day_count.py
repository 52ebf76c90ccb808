"""A counted term day by day: from what was stored with it, so that an old count is shown as it was counted then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, cast

from otklik.core.deadline_words import Unit
from otklik.core.office_hours import Span
from otklik.core.russian import date_long, plural
from otklik.core.workdays import WorkCalendar

_DAY = timedelta(days=1)
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_CHANGED = "был нерабочим, когда срок считали"


@dataclass(frozen=True)
class StoredCount:
    """What a count needs to be told again: its beginning, end, unit, and the days off that it passed over."""

    start_on: date
    due_on: date
    unit: Unit
    skipped: frozenset[date]
    spans: tuple[Span, ...] = ()

    @property
    def end_on(self) -> date:
        """Where the count itself ended, before it was moved off a day off."""
        beyond = [day for day in self.skipped if day > self.due_on]
        if beyond:
            return max(beyond)
        before = min(self.skipped, default=self.due_on)
        return self.due_on if self.unit != "calendar" else before


@dataclass(frozen=True)
class CountedDay:
    """One day of the count: its number (None when it is not counted), why it is not worked, whether it is the last.

    `hours` says which working time was counted, for a term in hours.
    """

    on: date
    number: int | None
    why_off: str
    is_due: bool
    is_shortened: bool = False
    hours: str = ""

    @property
    def weekday(self) -> str:
        """«вторник»."""
        return WEEKDAYS[self.on.weekday()]

    @property
    def weekday_short(self) -> str:
        """«вт»."""
        return _SHORT[self.on.weekday()]

    @property
    def kind(self) -> str:
        """«рабочий», «рабочий, короче на час», «нерабочий»."""
        if self.why_off:
            return "нерабочий"
        return "рабочий, короче на час" if self.is_shortened else "рабочий"


@dataclass(frozen=True)
class CountedWeek:
    """Days of one calendar week, Monday to Sunday."""

    days: tuple[CountedDay, ...]

    @property
    def has_due(self) -> bool:
        """The last day stands in it."""
        return any(day.is_due for day in self.days)

    @property
    def title(self) -> str:
        """«4 – 9 марта 2025 г.»."""
        first, last = self.days[0].on, self.days[-1].on
        if first == last:
            return date_long(first)
        begin = str(first.day) if first.month == last.month else date_long(first).rsplit(" ", 2)[0]
        return f"{begin} – {date_long(last)}"

    @property
    def numbers(self) -> str:
        """«дни 1–6», «день 30»; empty when none is counted."""
        found = [day.number for day in self.days if day.number is not None]
        if not found:
            return ""
        first, last = found[0], found[-1]
        return f"{plural(last - first + 1, 'день', 'дни', 'дни')} {first if first == last else f'{first}–{last}'}"

    @property
    def named_off(self) -> str:
        """Holidays and moved days of the week by name; plain Saturdays and Sundays are left out."""
        found = [f"{day.on.day} — {day.why_off}" for day in self.days if day.why_off not in {"", *WEEKDAYS}]
        return "; ".join(found)


def stored_count(explanation: Mapping[str, Any], registered_on: date | None) -> StoredCount | None:
    """Read `Deadline.as_json()`; None when nothing was counted.

    What was stored before the unit and the beginning were kept says them by its second sentence and the registration.
    """
    due, start = explanation.get("due_on"), explanation.get("start_on")
    start_on = date.fromisoformat(start) if start else registered_on
    if not due or start_on is None:
        return None
    spans = (Span(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in explanation.get("spans", ()))
    skipped = frozenset(date.fromisoformat(day) for day in explanation.get("skipped", ()))
    return StoredCount(start_on, date.fromisoformat(due), _unit(explanation), skipped, tuple(spans))


def _unit(explanation: Mapping[str, Any]) -> Unit:
    if unit := explanation.get("unit"):
        return cast("Unit", unit)
    rule = next(iter(explanation.get("steps", ())[1:2]), "").partition("(")[0]
    return "working" if "рабоч" in rule else "calendar"


def counted_days(count: StoredCount, calendar: WorkCalendar) -> tuple[CountedDay, ...]:
    """Every day from the one after the beginning to the last day, or to the end of the count when it lies later.

    A term in hours begins with its own day. Names of days off come from the calendar as it is now; whether a day
    was passed over comes from the count as it was stored.
    """
    days = {"calendar": _by_calendar, "working": _by_working, "working_hours": _by_hours}[count.unit]
    return tuple(days(count, calendar))


def counted_weeks(days: tuple[CountedDay, ...]) -> tuple[CountedWeek, ...]:
    """The same days by calendar weeks."""
    return tuple(CountedWeek(tuple(week)) for _, week in groupby(days, key=lambda day: day.on.isocalendar()[:2]))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * number for number in range((last - first).days + 1))


def _by_calendar(count: StoredCount, calendar: WorkCalendar) -> Iterator[CountedDay]:
    end = count.end_on
    for number, on in enumerate(_days(count.start_on + _DAY, max(end, count.due_on)), start=1):
        yield CountedDay(
            on, number if on <= end else None, _why(count, calendar, on), on == count.due_on, calendar.is_shortened(on)
        )


def _by_working(count: StoredCount, calendar: WorkCalendar) -> Iterator[CountedDay]:
    number = 0
    for on in _days(count.start_on + _DAY, count.due_on):
        if on in count.skipped:
            yield CountedDay(on, None, _why(count, calendar, on), is_due=False)
            continue
        number += 1
        yield CountedDay(on, number, "", on == count.due_on, calendar.is_shortened(on))


def _by_hours(count: StoredCount, calendar: WorkCalendar) -> Iterator[CountedDay]:
    number = 0
    for on in _days(count.start_on, count.due_on):
        spans = [span for span in count.spans if span.start.date() == on and span.minutes]
        number += bool(spans)
        why = "" if spans else _why(count, calendar, on)
        yield CountedDay(
            on, number if spans else None, why, on == count.due_on, calendar.is_shortened(on), _hours(spans)
        )


def _hours(spans: list[Span]) -> str:
    """«с 14:40 до 17:00, всего 2 ч 20 мин»."""
    if not spans:
        return ""
    whole, minutes = divmod(sum(span.minutes for span in spans), 60)
    told = " и ".join(f"с {span.start:%H:%M} до {span.end:%H:%M}" for span in spans)
    length = " ".join(part for part in (f"{whole} ч" if whole else "", f"{minutes} мин" if minutes else "") if part)
    return f"{told}, всего {length}"


def _why(count: StoredCount, calendar: WorkCalendar, on: date) -> str:
    return calendar.why_off(on) or (_CHANGED if on in count.skipped else "")
