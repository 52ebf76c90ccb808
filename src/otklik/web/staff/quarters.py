"""The quarter that a page of the office shows, and its neighbours."""

from dataclasses import dataclass
from datetime import date

from otklik.base.actor import Actor
from otklik.core.periods import Quarter
from otklik.intake.queries import newest_told_quarter, today_of
from otklik.web.shared.requests import PageRequest

CHOICES = 12


@dataclass(frozen=True)
class QuarterChoice:
    """The quarter shown; `is_running` while its last day is ahead."""

    quarter: Quarter
    today: date
    #: The last ended quarter, when nothing came in it and an earlier one is shown in its place.
    passed_over: Quarter | None = None

    @property
    def is_running(self) -> bool:
        """The quarter is not over."""
        return self.today <= self.quarter.end_on

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The last quarters, newest first, the shown one among them."""
        found = [Quarter.of(self.today)]
        while len(found) < CHOICES:
            found.append(found[-1].previous())
        return [(str(one), one.title) for one in sorted({*found, self.quarter}, reverse=True)]

    @property
    def earlier(self) -> str:
        """The quarter before."""
        return str(self.quarter.previous())

    @property
    def later(self) -> str:
        """The quarter after; empty when it has not begun."""
        after = self.quarter.next()
        return "" if after.start_on > self.today else str(after)


def chosen_quarter(request: PageRequest, name: str = "quarter", *, ended: bool = True) -> QuarterChoice:
    """The quarter of the address; else, or when it cannot be read, the last ended one with anything in it.

    Not `ended`: else the running one.
    """
    today = today_of(request.actor)
    try:
        return QuarterChoice(Quarter.parse(request.GET.get(name, "")), today)
    except ValueError:
        return _last_told(request.actor, today) if ended else QuarterChoice(Quarter.of(today), today)


def _last_told(actor: Actor, today: date) -> QuarterChoice:
    usual = Quarter.of(today).previous()
    told = newest_told_quarter(actor, usual) or usual
    return QuarterChoice(told, today, passed_over=usual if told != usual else None)
