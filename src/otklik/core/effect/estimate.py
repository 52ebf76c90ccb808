"""How much a figure changed, with an interval that is honest where there are few quarters.

Two things make quarters differ: each is a sample, and the world moves besides. The first is known from n. The second
is measured by how far quarters of one phase lie apart, against what sampling explains: φ = (weighted squares) ÷
(degrees of freedom). With few quarters φ is mostly chance, so it is mixed with φ = 1 as if that had been seen on four
degrees of freedom (a moderated variance, as Smyth 2004), never below 1; the interval is Student's with both degrees.

- *difference*: mean after less mean before, by n;
- *interrupted series*: value = level + course + step at the change, least squares weighted by n; the step is the
  effect, so that a course that ran before is not taken for one. Its error is the larger of the moderated one and Newey
  and West's with one lag (1987; times N ÷ (N − 3) for few points): neighbouring quarters may hang together.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from otklik.core.effect.series import QuarterValue, mean_of
from otklik.core.intervals import LEVEL
from otklik.core.ratings.rating import student

TRUST = 4
#: Quarters before and after from which a course can be told from a step.
COURSE_BEFORE, COURSE_AFTER = 6, 4
_TERMS = 3
Matrix = NDArray[np.floating[Any]]


class Method(StrEnum):
    """How the change was estimated."""

    DIFFERENCE = "difference"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class Estimate:
    """A change and the ends of its 95 % interval."""

    method: Method
    value: float
    low: float
    high: float
    quarters: int

    @property
    def is_proven(self) -> bool:
        """The interval leaves nought out."""
        return self.low > 0 or self.high < 0


def difference(before: Sequence[QuarterValue], after: Sequence[QuarterValue]) -> Estimate:
    """Mean after less mean before. ValueError when either is empty."""
    if not before or not after:
        raise ValueError("Нет кварталов до или после.")
    value = mean_of(after) - mean_of(before)
    squares = sum(_squares(phase) for phase in (before, after))
    freedom = len(before) + len(after) - 2
    error = math.sqrt(_variance(before) + _variance(after)) * _spread(squares, freedom)
    return _estimate(Method.DIFFERENCE, value, error, len(before) + len(after), freedom)


def interrupted(before: Sequence[QuarterValue], after: Sequence[QuarterValue]) -> Estimate:
    """The step of an interrupted series. ValueError where there are too few quarters (`has_course`)."""
    if not has_course(before, after):
        raise ValueError("Для проверки прежнего хода показателя мало кварталов.")
    every = [*before, *after]
    places = np.array([one.place for one in every], dtype=np.float64)
    step = np.array([0.0] * len(before) + [1.0] * len(after))
    design = np.column_stack([np.ones(len(every)), places - places.mean(), step])
    values = np.array([one.value for one in every])
    errors = np.array([one.error for one in every])
    weights = np.array([one.n for one in every], dtype=np.float64)
    bread = np.linalg.inv(design.T @ (design * weights[:, None]))
    found = bread @ (design.T @ (weights * values))
    rests = values - design @ found
    freedom = len(every) - _TERMS
    sampled = bread @ ((design * (weights * errors)[:, None] ** 2).T @ design) @ bread
    moderated = math.sqrt(sampled[2, 2]) * _spread(float(np.sum((rests / errors) ** 2)), freedom)
    hanging = math.sqrt(max(float(newey_west(design, weights, rests, bread)[2, 2]), 0.0))
    return _estimate(Method.INTERRUPTED, float(found[2]), max(moderated, hanging), len(every), freedom)


def has_course(before: Sequence[QuarterValue], after: Sequence[QuarterValue]) -> bool:
    """Quarters enough to tell the course before the change from the change."""
    return len(before) >= COURSE_BEFORE and len(after) >= COURSE_AFTER


def newey_west(design: Matrix, weights: Matrix, rests: Matrix, bread: Matrix) -> Matrix:
    """Covariance of a weighted fit whose rests hang together with their neighbours: one lag of weight 1/2."""
    scores = design * (weights * rests)[:, None]
    lagged = scores[1:].T @ scores[:-1]
    middle = scores.T @ scores + (lagged + lagged.T) / 2
    count, terms = design.shape
    return np.asarray(bread @ middle @ bread * count / (count - terms))


def _squares(phase: Sequence[QuarterValue]) -> float:
    middle = mean_of(phase)
    return sum(((one.value - middle) / one.error) ** 2 for one in phase)


def _variance(phase: Sequence[QuarterValue]) -> float:
    total = sum(one.n for one in phase)
    return sum((one.n / total * one.error) ** 2 for one in phase)


def _spread(squares: float, freedom: int) -> float:
    """By how much quarters vary more than samples do: 1 at least."""
    return math.sqrt(max(1.0, (TRUST + squares) / (TRUST + freedom)))


def _estimate(method: Method, value: float, error: float, quarters: int, freedom: int) -> Estimate:
    reach = student(LEVEL, TRUST + freedom) * error
    return Estimate(method, value, value - reach, value + reach, quarters)
