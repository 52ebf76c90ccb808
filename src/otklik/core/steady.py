"""What rates high and keeps it, what stays low: judged on several quarters together and on each."""

import math
from collections.abc import Sequence

from otklik.core.effect.series import QuarterValue, mean_of

#: Quarters in a row that make a good practice, and a direction of development.
HIGH_QUARTERS, LOW_QUARTERS = 3, 2
_REACH = 1.96


def holds_high(series: Sequence[QuarterValue], threshold: float) -> bool:
    """Each of the last three quarters, in a row, is at the threshold or above; all together so with 95 % certainty.

    Порядок: livny 3 (удачные решения)
    """
    last = _in_a_row(series, HIGH_QUARTERS)
    return bool(last) and min(one.value for one in last) >= threshold and between(last)[0] >= threshold


def stays_low(series: Sequence[QuarterValue], threshold: float) -> bool:
    """Both last quarters, in a row, are below the threshold; together so with 95 % certainty.

    Порядок: livny 3 (направления развития)
    """
    last = _in_a_row(series, LOW_QUARTERS)
    return bool(last) and max(one.value for one in last) < threshold and between(last)[1] < threshold


def between(series: Sequence[QuarterValue]) -> tuple[float, float]:
    """The 95 % interval of the mean of the quarters. ValueError for none."""
    if not series:
        raise ValueError("Нет ни одного квартала.")
    total = sum(one.n for one in series)
    reach = _REACH * math.sqrt(sum((one.n * one.error) ** 2 for one in series)) / total
    return mean_of(series) - reach, mean_of(series) + reach


def _in_a_row(series: Sequence[QuarterValue], count: int) -> Sequence[QuarterValue]:
    """The last quarters when none is missing between them, else nothing."""
    last = sorted(series, key=lambda one: one.place)[-count:]
    return last if len(last) == count and last[-1].place - last[0].place == count - 1 else ()
