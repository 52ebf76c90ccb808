"""The administration's calendar as months of a year, with what differs from the production calendar."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.catalog.models import CalendarDay
from otklik.catalog.queries import work_calendar
from otklik.core.workdays import moves_are_known

__all__ = ["Day", "Month", "YearFigures", "calendar_days", "moves_are_known", "year_figures", "year_months"]

MONTHS = (
    "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь",
    "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь",
)  # fmt: skip


@dataclass(frozen=True)
class Day:
    """One day: why it is not worked (empty when it is), whether an hour less, whether the administration set it so."""

    on: date
    why_off: str
    is_own: bool
    is_shortened: bool = False

    @property
    def told(self) -> str:
        """What the reader hears beside the number; empty for a plain working day."""
        return self.why_off or ("короче на час" if self.is_shortened else "")


@dataclass(frozen=True)
class Month:
    """A month by weeks; None stands for days of its neighbours."""

    title: str
    weeks: tuple[tuple[Day | None, ...], ...]
    working_count: int
    shortened_count: int = 0


def year_months(actor: Actor, year: int) -> list[Month]:
    """Twelve months of the year."""
    own = frozenset(calendar_days(actor, year).values_list("on", flat=True))
    working = work_calendar(actor.administration_id)

    def day(on: date) -> Day:
        return Day(on, working.why_off(on) or "", on in own, working.is_shortened(on))

    months = []
    for number, title in enumerate(MONTHS, start=1):
        weeks = tuple(
            tuple(day(date(year, number, n)) if n else None for n in week)
            for week in Calendar().monthdayscalendar(year, number)
        )
        days = [one for week in weeks for one in week if one and not one.why_off]
        months.append(Month(title, weeks, len(days), sum(one.is_shortened for one in days)))
    return months


@dataclass(frozen=True)
class YearFigures:
    """Working days of a year, the shortened ones among them, and the hours of a forty-hour week that they make."""

    working: int
    shortened: int

    @property
    def hours(self) -> int:
        """Eight hours a day, seven on a shortened one: the figure of the official calendar, to be held against it."""
        return self.working * 8 - self.shortened


def year_figures(months: list[Month]) -> YearFigures:
    """Totals of the year."""
    return YearFigures(sum(month.working_count for month in months), sum(month.shortened_count for month in months))


def calendar_days(actor: Actor, year: int) -> QuerySet[CalendarDay]:
    """The administration's own days of the year, by date."""
    return CalendarDay.objects.filter(administration_id=actor.administration_id, on__year=year)
