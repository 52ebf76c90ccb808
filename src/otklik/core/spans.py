"""Periods that figures of surveys are taken over."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from otklik.core.periods import Quarter

_MONTHS = 12


@dataclass(frozen=True, order=True)
class Span:
    """From `start_on` to `end_on`, both inclusive; begins with a month or a quarter."""

    start_on: date
    end_on: date

    @classmethod
    def of_quarter(cls, quarter: Quarter) -> Self:
        """The quarter's days."""
        return cls(quarter.start_on, quarter.end_on)

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        """The month's days. Raises ValueError for a month that the calendar has not."""
        after = date(year + month // _MONTHS, month % _MONTHS + 1, 1)
        return cls(date(year, month, 1), after - timedelta(days=1))

    @property
    def quarter(self) -> Quarter:
        """The quarter that it is or lies in."""
        return Quarter.of(self.start_on)

    @property
    def title(self) -> str:
        """«III квартал 2026 года»."""
        return self.quarter.title

    def __str__(self) -> str:
        return str(self.quarter)

    def previous(self) -> Self:
        """The quarter before."""
        return self.of_quarter(self.quarter.previous())

    def year_ago(self) -> Self:
        """The same quarter of the year before (АППГ)."""
        return self.of_quarter(self.quarter.year_ago())
