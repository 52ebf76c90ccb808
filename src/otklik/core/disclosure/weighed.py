"""What a weighed share gives away to one who knows the weights.

A weighed share is the sum of weight × count over the classes of people that weigh alike, so that with few classes the
counts follow from it: with two classes and the plain total, at once. The attacker knows the weights, how many people
each class holds, how many there are in all on the share's side (as bars beside it tell), and the share to four digits.
Where the classes are few, every combination of whole counts is tried; where they are many, the counts are taken as
real numbers, as in `attack`: this linear programme has so few equations that filling the classes by weight solves it.

Source: Hundepool et al., Statistical Disclosure Control, Wiley, 2012, ch. 4 (tables of weighted counts).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

#: Weight -> how many people of the class are on the share's side, and how many there are.
Classes = Mapping[float, tuple[float, float]]
Counts = NDArray[np.float64]
#: Half of the last digit that open data shows.
SLACK = 0.00005
MOST_COMBINATIONS = 200_000
_NEAR = 1e-9


def tells_too_few(classes: Classes, minimum: int) -> bool:
    """Whether the share tells of a class that fewer than the minimum of it (but some) are on one of its sides."""
    weights = np.array(list(classes), dtype=np.float64)
    good, held = (np.array([pair[at] for pair in classes.values()], dtype=np.float64) for at in (0, 1))
    if len(weights) < 2:  # noqa: PLR2004 - one class: a plain share, guarded as a count
        return False
    # What is true always agrees with what is known: only where it is too few itself can a range tell of too few.
    few = [at for at in range(len(held)) if _is_few(good[at], held[at], minimum)]
    if not few:
        return False
    if np.prod(held[:-1] + 1) <= MOST_COMBINATIONS:
        ranges = _by_trial(weights, good, held)
        return any(_is_told_by(*ranges[at], held[at], minimum) for at in few)
    return any(_is_cornered(weights, good, held, at, minimum) for at in few)


def _is_few(count: float, size: float, minimum: int) -> bool:
    return 0 < count < minimum or 0 < size - count < minimum


def _is_told(low: float, high: float, minimum: int) -> bool:
    return low > _NEAR and high < minimum - _NEAR


def _is_told_by(low: float, high: float, size: float, minimum: int) -> bool:
    return _is_told(low, high, minimum) or _is_told(size - high, size - low, minimum)


def _by_trial(weights: Counts, good: Counts, held: Counts) -> list[tuple[float, float]]:
    axes = [np.arange(size + 1) for size in held[:-1]]
    first = np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")])
    last = good.sum() - first.sum(axis=0)
    shares = (weights[:-1] @ first + weights[-1] * last) / (weights @ held)
    near = np.abs(shares - weights @ good / (weights @ held)) <= SLACK + _NEAR
    agree = near & (last >= 0) & (last <= held[-1])
    rows = [*first[:, agree], last[agree]]
    return [(float(row.min()), float(row.max())) for row in rows]


def _is_cornered(weights: Counts, good: Counts, held: Counts, at: int, minimum: int) -> bool:
    """The same of one class by real numbers, without a solver.

    The counts that agree are a range around the true one; it is too narrow where neither of its would-be ends agrees.
    """
    told, slack = weights @ good, SLACK * (weights @ held)
    rest = _Rest(np.delete(weights, at), np.delete(held, at))

    def agrees(count: float) -> bool:
        others = good.sum() - count
        if not (0 <= count <= held[at] and 0 <= others <= rest.people[-1]):
            return False
        own = weights[at] * count
        return bool(own + rest.least(others) <= told + slack and own + rest.most(others) >= told - slack)

    count, size = good[at], held[at]
    few_good = 0 < count < minimum and not agrees(_NEAR) and not agrees(minimum - _NEAR)
    few_bad = 0 < size - count < minimum and not agrees(size - _NEAR) and not agrees(size - minimum + _NEAR)
    return few_good or few_bad


class _Rest:
    """The other classes: what so many people of them weigh at least and at most (the lightest, the heaviest first)."""

    def __init__(self, weights: Counts, held: Counts) -> None:
        up = np.argsort(weights)
        self.people, self._light = _sums(held[up]), _sums((held * weights)[up])
        self._fewer, self._heavy = _sums(held[up[::-1]]), _sums((held * weights)[up[::-1]])

    def least(self, count: float) -> float:
        return float(np.interp(count, self.people, self._light))

    def most(self, count: float) -> float:
        return float(np.interp(count, self._fewer, self._heavy))


def _sums(values: Counts) -> Counts:
    return np.concatenate([[0.0], np.cumsum(values)])
