"""Quarters of a year, and the local day of a moment."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

_QUARTER = re.compile(r"\s*(\d{4})-?[QqКк]([1-4])\s*")
#: Years that may be asked for: beyond them the year before, or a time zone, would lead out of the calendar.
YEARS = range(1900, 2201)
_ROMAN = ("I", "II", "III", "IV")
_MONTHS_IN_QUARTER = 3
_QUARTERS_IN_YEAR = 4


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year; `number` is 1 to 4. Compares by time."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= _QUARTERS_IN_YEAR or not 1 <= self.year <= date.max.year:
            raise ValueError(f"Такого квартала нет: {self.number} квартал {self.year} года.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2025Q3». Raises ValueError with a Russian message."""
        match = _QUARTER.fullmatch(text)
        if match is None:
            raise ValueError(f"Квартал пишется как 2025Q3, а указано «{text}».")
        if int(match[1]) not in YEARS:
            raise ValueError(f"Год квартала — от {YEARS.start} до {YEARS.stop - 1}, а указано «{text}».")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def from_key(cls, key: int) -> Self:
        """The quarter of an integer key such as 20253."""
        return cls(*divmod(key, 10))

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter that holds the day."""
        return cls(day.year, (day.month - 1) // _MONTHS_IN_QUARTER + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}Q{self.number}"

    @property
    def key(self) -> int:
        """Integer that sorts by time: 20253 for the third quarter of 2025."""
        return self.year * 10 + self.number

    @property
    def title(self) -> str:
        """«III квартал 2025 года»."""
        return f"{_ROMAN[self.number - 1]} квартал {self.year} года"

    @property
    def start_on(self) -> date:
        """First day."""
        return date(self.year, _MONTHS_IN_QUARTER * (self.number - 1) + 1, 1)

    @property
    def end_on(self) -> date:
        """Last day, which belongs to the quarter."""
        if self.number == _QUARTERS_IN_YEAR:
            return date(self.year, 12, 31)
        return date(self.year, _MONTHS_IN_QUARTER * self.number + 1, 1) - timedelta(days=1)

    def previous(self) -> Self:
        """The quarter before."""
        return self._shifted(-1)

    def next(self) -> Self:
        """The quarter after."""
        return self._shifted(1)

    def year_ago(self) -> Self:
        """The same quarter of the year before (АППГ)."""
        return self._shifted(-_QUARTERS_IN_YEAR)

    def contains(self, day: date) -> bool:
        """Whether the day falls into the quarter."""
        return self.start_on <= day <= self.end_on

    def _shifted(self, quarters: int) -> Self:
        year, index = divmod(self.year * _QUARTERS_IN_YEAR + self.number - 1 + quarters, _QUARTERS_IN_YEAR)
        return type(self)(year, index + 1)


def local_date(moment: datetime, time_zone: str) -> date:
    """The calendar day of an aware moment in an IANA time zone such as «Asia/Barnaul».

    Raises ValueError when the moment is naive.
    """
    if moment.tzinfo is None:
        raise ValueError("Момент времени указан без часового пояса.")
    return moment.astimezone(ZoneInfo(time_zone)).date()
