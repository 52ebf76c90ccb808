"""What a weighed share gives away to one who knows the weights.

A weighed share is the sum of weight × count over the classes of people that weigh alike, so that with few classes the
counts follow from it: with two classes and the plain total, at once. The attacker knows the weights, how many people
each class holds, how many there are in all on the share's side (as bars beside it tell), and the share to four digits.
Where the classes are few, every combination of whole counts is tried; where they are many, the counts are taken as
real numbers (a linear programme), as in `attack`.

Source: Hundepool et al., Statistical Disclosure Control, Wiley, 2012, ch. 4 (tables of weighted counts).
"""

from collections.abc import Mapping, Sequence

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
    ranges = _ranges(weights, good, held)
    return any(
        _is_told(low, high, minimum) or _is_told(size - high, size - low, minimum)
        for (low, high), size in zip(ranges, held, strict=True)
    )


def _is_told(low: float, high: float, minimum: int) -> bool:
    return low > _NEAR and high < minimum - _NEAR


def _ranges(weights: Counts, good: Counts, held: Counts) -> Sequence[tuple[float, float]]:
    """The least and the greatest count of each class that agree with what is known."""
    if np.prod(held[:-1] + 1) <= MOST_COMBINATIONS:
        return _by_trial(weights, good, held)
    return _by_programme(weights, good, held)


def _by_trial(weights: Counts, good: Counts, held: Counts) -> list[tuple[float, float]]:
    axes = [np.arange(size + 1) for size in held[:-1]]
    first = np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")])
    last = good.sum() - first.sum(axis=0)
    shares = (weights[:-1] @ first + weights[-1] * last) / (weights @ held)
    near = np.abs(shares - weights @ good / (weights @ held)) <= SLACK + _NEAR
    agree = near & (last >= 0) & (last <= held[-1])
    rows = [*first[:, agree], last[agree]]
    return [(float(row.min()), float(row.max())) for row in rows]


def _by_programme(weights: Counts, good: Counts, held: Counts) -> list[tuple[float, float]]:
    from scipy.optimize import linprog  # noqa: PLC0415 - SciPy is heavy

    told, slack = weights @ good, SLACK * (weights @ held)
    limits = {"A_ub": np.array([weights, -weights]), "b_ub": np.array([told + slack, slack - told])}
    known = {"A_eq": np.ones((1, len(held))), "b_eq": np.array([good.sum()])}
    bounds = np.stack([np.zeros(len(held)), held], axis=1)
    found = []
    for at in range(len(held)):
        aim = np.zeros(len(held))
        aim[at] = 1.0
        ends = [linprog(sign * aim, bounds=bounds, **limits, **known) for sign in (1, -1)]
        found.append((float(ends[0].fun), float(-ends[1].fun)))
    return found
