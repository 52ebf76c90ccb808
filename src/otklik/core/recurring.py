"""Periods in which something is done again and again: months, quarters, years."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from otklik.core.periods import Quarter

Every = Literal["month", "quarter", "year"]
_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Span:
    """A month, a quarter or a year; both days belong to it."""

    starts_on: date
    ends_on: date
    title: str

    def contains(self, day: date) -> bool:
        """Whether the day falls into it."""
        return self.starts_on <= day <= self.ends_on

    def days_left(self, day: date) -> int:
        """Days from the day to the last one, both counted; 0 when it has ended."""
        return max((self.ends_on - day).days + 1, 0)

    def is_in_last_third(self, day: date) -> bool:
        """Two thirds of it have gone: what is to be done in it is done now."""
        return (day - self.starts_on).days * 3 >= 2 * ((self.ends_on - self.starts_on).days + 1)


def span_of(day: date, every: Every) -> Span:
    """The month, quarter or year that holds the day."""
    if every == "year":
        return Span(date(day.year, 1, 1), date(day.year, 12, 31), f"{day.year} год")
    if every == "quarter":
        quarter = Quarter.of(day)
        return Span(quarter.start_on, quarter.end_on, quarter.title)
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Span(first, last, f"{_MONTHS[day.month - 1]} {day.year} года")


def span_before(span: Span, every: Every) -> Span:
    """The period that ended the day before this one began."""
    return span_of(span.starts_on - timedelta(days=1), every)
