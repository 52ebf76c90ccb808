"""Working hours of an administration, and terms that are counted in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from otklik.core.workdays import WorkCalendar

_FRIDAY = 4
_HOUR = timedelta(hours=1)
_FIELDS = ("opens_at", "closes_at", "friday_closes_at", "break_from", "break_to")


@dataclass(frozen=True)
class Span:
    """Hours of one day that were counted; local time without a zone."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """How long it is."""
        return int((self.end - self.start).total_seconds()) // 60


@dataclass(frozen=True)
class OfficeHours:
    """When people are at work: the same on every working day, but Friday may end earlier; a break in the middle.

    A shortened day ends an hour earlier (Labour Code, article 95). ValueError for hours in the wrong order.
    """

    opens_at: time = time(8)
    closes_at: time = time(17)
    friday_closes_at: time = time(16)
    break_from: time = time(12)
    break_to: time = time(12, 48)

    def __post_init__(self) -> None:
        order = (self.opens_at, self.break_from, self.break_to)
        last = min(self.closes_at, self.friday_closes_at)
        if not (order[0] < order[1] <= order[2]) or datetime.combine(date.min, last) - _HOUR <= datetime.combine(
            date.min, self.break_to
        ):
            raise ValueError(
                "Часы идут не по порядку: начало работы, начало и конец перерыва, конец работы (не менее часа после)."
            )

    @classmethod
    def from_plain(cls, plain: Mapping[str, str]) -> Self:
        """Read what `as_plain` wrote; absent words have their defaults. ValueError for what is no time."""
        return cls(**{name: time.fromisoformat(plain[name]) for name in _FIELDS if name in plain})

    def as_plain(self) -> dict[str, str]:
        """Times as text («08:00»), for storing."""
        return {name: f"{getattr(self, name):%H:%M}" for name in _FIELDS}

    def spans(self, day: date, calendar: WorkCalendar) -> tuple[Span, ...]:
        """The hours of one day, before and after the break; none on a day off."""
        if not calendar.is_working(day):
            return ()
        closes = datetime.combine(day, self.friday_closes_at if day.weekday() == _FRIDAY else self.closes_at)
        if calendar.is_shortened(day):
            closes -= _HOUR
        before = Span(datetime.combine(day, self.opens_at), datetime.combine(day, self.break_from))
        after = Span(datetime.combine(day, self.break_to), closes)
        return (before, after)

    def counted(self, start: datetime, hours: int, calendar: WorkCalendar) -> tuple[Span, ...]:
        """The working time from a local moment that makes up the hours; the last span ends with the term.

        ValueError for less than one hour.
        """
        if hours < 1:
            raise ValueError("Срок — не меньше одного рабочего часа.")
        left, found = hours * 60, []
        for span in self._after(start, calendar):
            taken = min(left, span.minutes)
            found.append(Span(span.start, span.start + timedelta(minutes=taken)))
            left -= taken
            if not left:
                break
        return tuple(found)

    def _after(self, start: datetime, calendar: WorkCalendar) -> Iterator[Span]:
        start = start.replace(second=0, microsecond=0)
        day = start.date()
        while True:
            for span in self.spans(day, calendar):
                if span.end > start:
                    yield Span(max(span.start, start), span.end)
            day = calendar.next_working(day)
