"""Figures of waiting time from a histogram of days."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor

import numpy as np


@dataclass(frozen=True)
class WaitingFigures:
    """Waiting in days over n answered messages; all but n and total are None when n is 0."""

    n: int
    total_days: int
    mean: float | None
    median: float | None
    p90: float | None
    longest: int | None


def waiting_figures(histogram: Mapping[int, int]) -> WaitingFigures:
    """Mean, median, 90th percentile (linear interpolation, as numpy.percentile) and longest, from days -> count.

    Raises ValueError on a negative count. Порядок: murashi 4.2
    """
    if any(count < 0 for count in histogram.values()):
        raise ValueError("Число сообщений не может быть отрицательным.")
    filled = sorted((days, count) for days, count in histogram.items() if count)
    if not filled:
        return WaitingFigures(0, 0, None, None, None, None)
    days = np.array([day for day, _ in filled], dtype=np.int64)
    upto = np.cumsum(np.array([count for _, count in filled], dtype=np.int64))
    n, total = int(upto[-1]), sum(day * count for day, count in filled)
    return WaitingFigures(
        n, total, total / n, _percentile(days, upto, 0.5), _percentile(days, upto, 0.9), int(days[-1])
    )


def _percentile(days: np.ndarray, upto: np.ndarray, share: float) -> float:
    rank = share * (int(upto[-1]) - 1)
    low = int(days[np.searchsorted(upto, floor(rank), side="right")])
    high = int(days[np.searchsorted(upto, min(floor(rank) + 1, int(upto[-1]) - 1), side="right")])
    return low + (high - low) * (rank - floor(rank))
