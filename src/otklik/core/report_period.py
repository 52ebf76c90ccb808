"""What a consolidated report is about: a quarter or a whole year."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from otklik.core.periods import YEARS, Quarter

_YEAR = re.compile(r"\s*(\d{4})\s*")
_QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True, order=True)
class ReportPeriod:
    """A year (`number` 0) or one of its quarters. Порядок: murashi 5.19, biysk 4, livny 4, gatchina 4.1"""

    year: int
    number: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read «2025» or «2025Q3». Raises ValueError with a Russian message."""
        match = _YEAR.fullmatch(text)
        if match is None:
            quarter = Quarter.parse(text)
            return cls(quarter.year, quarter.number)
        if int(match[1]) not in YEARS:
            raise ValueError(f"Год — от {YEARS.start} до {YEARS.stop - 1}, а указано «{text}».")
        return cls(int(match[1]))

    @classmethod
    def of_quarter(cls, quarter: Quarter) -> Self:
        """The quarter's own."""
        return cls(quarter.year, quarter.number)

    def __str__(self) -> str:
        return f"{self.year:04d}Q{self.number}" if self.number else f"{self.year:04d}"

    @property
    def is_year(self) -> bool:
        """A whole year."""
        return not self.number

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Its quarters, the earliest first."""
        return tuple(Quarter(self.year, number) for number in ((self.number,) if self.number else _QUARTERS))

    @property
    def start_on(self) -> date:
        """First day."""
        return self.quarters[0].start_on

    @property
    def end_on(self) -> date:
        """Last day, which belongs to it."""
        return self.quarters[-1].end_on

    @property
    def day_count(self) -> int:
        """Calendar days."""
        return (self.end_on - self.start_on).days + 1

    @property
    def title(self) -> str:
        """«III квартал 2025 года», «2025 год»."""
        return f"{self.year} год" if self.is_year else self.quarters[0].title

    @property
    def genitive(self) -> str:
        """«III квартала 2025 года», «2025 года»."""
        return f"{self.year} года" if self.is_year else self.title.replace("квартал ", "квартала ")

    @property
    def short_title(self) -> str:
        """«III кв. 2025», «2025»: a column's head."""
        return str(self.year) if self.is_year else self.title.replace("квартал", "кв.").removesuffix(" года")

    def previous(self) -> Self:
        """The year or the quarter before."""
        return type(self)(self.year - 1) if self.is_year else self.of_quarter(self.quarters[0].previous())

    def year_ago(self) -> Self:
        """The same of the year before (АППГ)."""
        return type(self)(self.year - 1, self.number)
