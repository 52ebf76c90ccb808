"""The road map along a year: where each bar begins and ends, as shares of the year."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min

from otklik.base.actor import Actor
from otklik.core.russian import date_long
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure
from otklik.improvement.queries.roadmap import MeasureLine

MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
#: A measure without a beginning is drawn as this many days before its term; a bar is never thinner than a day's width.
UNKNOWN_DAYS = 30
THINNEST = 0.8
MOST_YEARS = 8


@dataclass(frozen=True)
class Bar:
    """A measure drawn: per cent of the year where it begins, how long it is, and how long it has been late."""

    line: MeasureLine
    start: float
    width: float
    late_start: float
    late_width: float
    words: str
    is_begin_known: bool


@dataclass(frozen=True)
class Month:
    """A month's border in per cent of the year, and its short name."""

    title: str
    start: float
    middle: float


@dataclass(frozen=True)
class Timeline:
    """A year of the road map; `today` is None when it lies in another year."""

    months: tuple[Month, ...]
    bars: tuple[Bar, ...]
    today: float | None


def timeline_of(lines: Sequence[MeasureLine], year: int, today: date) -> Timeline:
    """Bars of the measures, cut at the borders of the year; those without any day are left out."""
    months = tuple(_month(year, number) for number in range(1, 13))
    bars = tuple(_bar(line, year, today) for line in lines if line.measure.due_on or line.measure.done_on)
    return Timeline(months, bars, _share(today, year) if today.year == year else None)


def years_of(actor: Actor, today: date) -> list[int]:
    """Years in which something of the road map lies: this year first if it is one of them, then the newest."""
    found = Measure.objects.visible_to(actor).aggregate(
        first=Min("starts_on"), first_due=Min("due_on"), last=Max("due_on"), last_done=Max("done_on")
    )
    days = [day for day in found.values() if day is not None]
    if not days:
        return [today.year]
    years = list(range(max(days).year, min(days).year - 1, -1))[:MOST_YEARS]
    return sorted({*years, today.year}, key=lambda year: (year != today.year, -year))


def _month(year: int, number: int) -> Month:
    start, end = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    return Month(MONTHS[number - 1], _share(start, year), (_share(start, year) + _share(end, year, after=True)) / 2)


def _bar(line: MeasureLine, year: int, today: date) -> Bar:
    measure = line.measure
    due = measure.due_on or measure.done_on or today
    ends = measure.done_on if measure.done_on and measure.state == MeasureState.DONE else due
    begins = measure.starts_on or date.fromordinal(min(due, ends).toordinal() - UNKNOWN_DAYS)
    start, end = _share(min(begins, ends), year), _share(ends, year, after=True)
    late_end = _share(today, year, after=True) if line.late_days else end
    return Bar(
        line, round(start, 2), round(max(end - start, THINNEST if _is_in(ends, year) else 0.0), 2), round(end, 2),
        round(max(late_end - end, 0.0), 2), _words(line, begins), measure.starts_on is not None,
    )  # fmt: skip


def _is_in(day: date, year: int) -> bool:
    return day.year == year


def _words(line: MeasureLine, begins: date) -> str:
    measure = line.measure
    since = f"с {date_long(begins)} " if measure.starts_on else ""
    if measure.state == MeasureState.DONE and measure.done_on:
        return f"{since}по {date_long(measure.done_on)}, выполнено"
    until = f"до {date_long(measure.due_on)}" if measure.due_on else "без срока"
    return f"{since}{until}, {measure.get_state_display()}"


def _share(day: date, year: int, *, after: bool = False) -> float:
    """Per cent of the year before the day begins, or after it has ended; days of other years lie at the border."""
    first, length = date(year, 1, 1).toordinal(), 366 if monthrange(year, 2)[1] == 29 else 365  # noqa: PLR2004 - February
    return min(max((day.toordinal() - first + after) / length, 0.0), 1.0) * 100
