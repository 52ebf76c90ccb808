"""The Russian production calendar: which days are worked, and counting by them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEKEND_NAMES = {5: "суббота", 6: "воскресенье"}
_BY_EXCEPTION = "нерабочий день по решению администрации или правительства"


@dataclass(frozen=True)
class WorkCalendar:
    """Working days of Russia: weekends, holidays and days moved by the government's decrees.

    `exceptions` (day -> is it worked) stand above everything else: a regional holiday, a decree of the year to come.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict, hash=False)

    def is_working(self, day: date) -> bool:
        """Whether the day is worked."""
        return self.why_off(day) is None

    def why_off(self, day: date) -> str | None:
        """Why the day is not worked, in Russian; None when it is worked."""
        stated = self.exceptions.get(day)
        if stated is not None:
            return None if stated else _BY_EXCEPTION
        off, worked_weekends = _year(day.year)
        if day in off:
            return off[day]
        if day.weekday() >= _SATURDAY and day not in worked_weekends:
            return _WEEKEND_NAMES[day.weekday()]
        return None

    def previous_working(self, day: date) -> date:
        """The nearest working day before the given one."""
        return self._step(day, -_DAY)

    def next_working(self, day: date) -> date:
        """The nearest working day after the given one."""
        return self._step(day, _DAY)

    def add_working_days(self, day: date, count: int) -> date:
        """The day that comes `count` working days later (earlier, when negative); 0 is the day itself."""
        step = self.next_working if count > 0 else self.previous_working
        for _ in range(abs(count)):
            day = step(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and with `end`; negative when the order is reversed."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working(start + _DAY * n) for n in range(1, (end - start).days + 1))

    def days_off_between(self, start: date, end: date) -> Iterator[tuple[date, str]]:
        """Days off after `start` up to and with `end`, each with its reason."""
        for number in range(1, (end - start).days + 1):
            day = start + _DAY * number
            reason = self.why_off(day)
            if reason is not None:
                yield day, reason

    def _step(self, day: date, step: timedelta) -> date:
        day += step
        while not self.is_working(day):
            day += step
        return day


def russian_calendar(exceptions: Mapping[date, bool] = MappingProxyType({})) -> WorkCalendar:
    """The calendar of Russia with the administration's own exceptions (day -> is it worked)."""
    return WorkCalendar(MappingProxyType(dict(exceptions)))


@lru_cache(maxsize=128)
def _year(year: int) -> tuple[Mapping[date, str], frozenset[date]]:
    """Days off by name, and the weekend days that are worked; the package knows the decrees up to its own release."""
    from holidays import country_holidays  # noqa: PLC0415 - reading it costs more than all of core

    russia = country_holidays("RU", years=year, language="ru", expand=False)
    return dict(russia), frozenset(russia.weekend_workdays)
