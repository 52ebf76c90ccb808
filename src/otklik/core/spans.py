"""Periods that figures of surveys are taken over: a quarter or a month."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from otklik.core.periods import YEARS, Quarter

_MONTH = re.compile(r"\s*(\d{4})-?[MmМм](\d{1,2})\s*")
_NAMES = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_MONTHS = 12


@dataclass(frozen=True, order=True)
class Span:
    """From `start_on` to `end_on`, both inclusive; a whole month or a whole quarter."""

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

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2026Q3» or «2026M09». Raises ValueError with a Russian message."""
        match = _MONTH.fullmatch(text)
        if match is None:
            return cls.of_quarter(Quarter.parse(text))
        if int(match[1]) not in YEARS or not 1 <= int(match[2]) <= _MONTHS:
            raise ValueError(f"Месяц пишется как 2026M09, а указано «{text}».")
        return cls.of_month(int(match[1]), int(match[2]))

    @property
    def is_month(self) -> bool:
        """A month rather than a quarter."""
        return self.start_on.month == self.end_on.month

    @property
    def quarter(self) -> Quarter:
        """The quarter that it is or lies in."""
        return Quarter.of(self.start_on)

    @property
    def title(self) -> str:
        """«III квартал 2026 года», «сентябрь 2026 года»."""
        return f"{_NAMES[self.start_on.month - 1]} {self.start_on.year} года" if self.is_month else self.quarter.title

    @property
    def before_words(self) -> str:
        """What the span before is called beside this one."""
        return "месяцем раньше" if self.is_month else "кварталом раньше"

    def __str__(self) -> str:
        return f"{self.start_on.year:04d}M{self.start_on.month:02d}" if self.is_month else str(self.quarter)

    def previous(self) -> Self:
        """The month or quarter before."""
        day = self.start_on - timedelta(days=1)
        return self._around(day)

    def year_ago(self) -> Self:
        """The same of the year before (АППГ)."""
        return self._around(date(self.start_on.year - 1, self.start_on.month, 1))

    def contains(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start_on <= day <= self.end_on

    def _around(self, day: date) -> Self:
        return self.of_month(day.year, day.month) if self.is_month else self.of_quarter(Quarter.of(day))
