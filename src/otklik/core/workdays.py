"""The Russian production calendar: which days are worked, and counting by them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEKEND_NAMES = {5: "суббота", 6: "воскресенье"}
_BY_EXCEPTION = "нерабочий день по решению администрации или правительства"
_MOVED_FROM = re.compile(r"перенесено с (\d\d)\.(\d\d)\.(\d{4})")
#: Holidays by month and day (Labour Code, article 112); weekends and days moved by decree are not among them.
_HOLIDAYS = frozenset({*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)})


@dataclass(frozen=True)
class WorkCalendar:
    """Working days of Russia: weekends, holidays and days moved by the government's decrees.

    `exceptions` (day -> is it worked) stand above everything else: a regional holiday, a decree of the year to come.
    `shortened` (day -> is it an hour shorter) stands above the rule of the Labour Code, article 95.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict, hash=False)
    shortened: Mapping[date, bool] = field(default_factory=dict, hash=False)

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

    def is_shortened(self, day: date) -> bool:
        """Whether the day is worked an hour less: the eve of a holiday, or a worked weekend given for an eve."""
        if not self.is_working(day):
            return False
        stated = self.shortened.get(day)
        if stated is not None:
            return stated
        _, worked_weekends = _year(day.year)
        given_for = worked_weekends.get(day)
        return _is_eve(day) or (given_for is not None and _is_eve(given_for))

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


def russian_calendar(
    exceptions: Mapping[date, bool] = MappingProxyType({}), shortened: Mapping[date, bool] = MappingProxyType({})
) -> WorkCalendar:
    """The calendar of Russia with the administration's own exceptions (day -> is it worked, is it an hour shorter)."""
    return WorkCalendar(MappingProxyType(dict(exceptions)), MappingProxyType(dict(shortened)))


def moves_are_known(year: int) -> bool:
    """Whether the government's decree on days moved in the year was known when this release was made."""
    off, _ = _year(year)
    return any(_MOVED_FROM.search(name) for name in off.values())


def _is_eve(day: date) -> bool:
    morrow = day + _DAY
    return (morrow.month, morrow.day) in _HOLIDAYS


@lru_cache(maxsize=128)
def _year(year: int) -> tuple[Mapping[date, str], Mapping[date, date | None]]:
    """Days off by name, and the weekend days that are worked with the day off that each was given for.

    The package knows the decrees up to its own release.
    """
    from holidays import country_holidays  # noqa: PLC0415 - reading it costs more than all of core

    russia = country_holidays("RU", years=year, language="ru", expand=False)
    off = dict(russia.items())
    given_for = {
        date(int(y), int(m), int(d)): day for day, name in russia.items() for d, m, y in _MOVED_FROM.findall(name)
    }
    return off, {day: given_for.get(day) for day in russia.weekend_workdays}
