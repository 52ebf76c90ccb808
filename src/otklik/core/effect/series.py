"""An indicator by quarters, and which of them lie before and after a change."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from otklik.core.periods import Quarter

#: The year before the change is what the time after it is held against.
YEAR = 4


@dataclass(frozen=True)
class QuarterValue:
    """An indicator in a quarter: value, its standard error as a sample's, and on how many (messages, people)."""

    quarter: Quarter
    value: float
    error: float
    n: int

    @property
    def place(self) -> int:
        """Number of the quarter in time: neighbours differ by one."""
        return self.quarter.year * YEAR + self.quarter.number


def share_value(quarter: Quarter, count: int, base: int) -> QuarterValue | None:
    """The share count ÷ base; None where the base is 0. ValueError when more were counted than there were.

    One success and one failure are added to tell the error (Agresti and Caffo, 2000), so that a share of 0 has one too.
    """
    if base == 0:
        return None
    if not 0 <= count <= base:
        raise ValueError("Сообщений о боли больше, чем всех сообщений.")
    share = (count + 1) / (base + 2)
    return QuarterValue(quarter, count / base, math.sqrt(share * (1 - share) / (base + 2)), base)


def mean_value(quarter: Quarter, value: float, error: float | None, n: int) -> QuarterValue | None:
    """A mean with its standard error; None where that is not known or nought: one answer, or all the same."""
    return QuarterValue(quarter, value, error, n) if error and n > 1 else None


def split(series: Sequence[QuarterValue], since: date) -> tuple[list[QuarterValue], list[QuarterValue]]:
    """The whole quarters before the day of the change and those after it; the quarter that it falls into is neither."""
    ordered = sorted(series, key=lambda one: one.place)
    before = [one for one in ordered if one.quarter.end_on < since]
    return before, [one for one in ordered if one.quarter.start_on >= since]


def alike_in_season(before: Sequence[QuarterValue], after: Sequence[QuarterValue]) -> tuple[QuarterValue, ...]:
    """Of the last year before, the quarters of the same seasons as those after; the whole year if one is missing."""
    if not before:
        return ()
    year = [one for one in before if one.place > before[-1].place - YEAR]
    seasons = {one.quarter.number for one in after}
    same = tuple(one for one in year if one.quarter.number in seasons)
    return same if {one.quarter.number for one in same} == seasons else tuple(year)


def less(series: Sequence[QuarterValue], group: Sequence[QuarterValue]) -> list[QuarterValue]:
    """The series less the comparison group's, over the quarters that both have."""
    others = {one.quarter: one for one in group}
    return [_less(one, others[one.quarter]) for one in series if one.quarter in others]


def _less(one: QuarterValue, other: QuarterValue) -> QuarterValue:
    n = round(one.n * other.n / (one.n + other.n))
    return QuarterValue(one.quarter, one.value - other.value, math.hypot(one.error, other.error), max(n, 1))


def mean_of(series: Sequence[QuarterValue]) -> float:
    """All quarters together: the mean by n."""
    return sum(one.value * one.n for one in series) / sum(one.n for one in series)
