"""A rating: value, numerator, denominator, n, and how sure it is."""

import math
from dataclasses import dataclass, field
from statistics import NormalDist

import numpy as np

from otklik.core.intervals import LEVEL
from otklik.core.ratings.formula import REACH, RatingFormula, Unit
from otklik.core.ratings.tally import Classes, Tally

Interval = tuple[float, float]


@dataclass(frozen=True)
class Rating:
    """What a formula gives for some answers; `value` is None where nobody answered.

    `n` respondents gave `marks`. `error` is the standard error (None when it cannot be known), `effective_n` the size
    of a simple sample as sure as this one: less than n where answers are weighted, and more where a person gave
    several marks that do not hang together. `classes`: numerator and denominator before weighing, by weight, where
    both are of one pooled question.
    """

    unit: Unit
    value: float | None
    numerator: float | None
    denominator: float | None
    n: int
    marks: int
    error: float | None
    effective_n: float
    classes: Classes = field(default_factory=dict, hash=False)

    @property
    def counted(self) -> tuple[float, float] | None:
        """Numerator and denominator as people or marks are counted, whatever each weighs; None for an average."""
        tops_and_bottoms = list(self.classes.values())
        if not tops_and_bottoms:
            return None
        return sum(top for top, _ in tops_and_bottoms), sum(bottom for _, bottom in tops_and_bottoms)

    def interval(self, level: float = LEVEL) -> Interval | None:
        """Wilson for shares, Student for means; None where there is nothing to judge by."""
        if self.value is None or not self.n:
            return None
        if self.unit == "share":
            return wilson(self.value, self.effective_n, level)
        if not self.error or self.n < 2:  # noqa: PLR2004 - one answer has no spread
            return None
        reach, (low, high) = student(level, self.n - 1) * self.error, REACH[self.unit]
        return max(low, self.value - reach), min(high, self.value + reach)

    @property
    def ends(self) -> Interval | None:
        """The 95 % interval."""
        return self.interval()


def rate(formula: RatingFormula, sums: Tally) -> Rating:
    """The rating that the sums give."""
    half = len(sums.keys)
    tops, bottoms = sums.sums[:half], sums.sums[half:]
    met = bottoms > 0
    if not met.any():
        return Rating(formula.unit, None, None, None, 0, 0, None, 0.0)
    share_of = np.where(met, np.array(sums.importance), 0.0)
    share_of = share_of / share_of.sum()
    ratios = np.divide(tops, bottoms, out=np.zeros(half), where=met)
    safe = np.where(met, bottoms, 1.0)
    slope = np.concatenate([share_of / safe, -share_of * ratios / safe])
    spread = max(0.0, float(slope @ sums.cross @ slope))
    value = formula.shift + formula.scale * float(share_of @ ratios)
    single = int(met.sum()) == 1 and not formula.by_item
    return Rating(
        formula.unit,
        value,
        float(tops[met][0]) if single else None,
        float(bottoms[met][0]) if single else None,
        sums.n,
        sums.marks,
        _error(spread, sums.n, formula.scale),
        _effective(value, spread, sums),
        sums.classes if half == 1 else {},
    )


def wilson(share: float, n: float, level: float = LEVEL) -> Interval:
    """Wilson's interval of a share seen on n answers; n need not be whole (Franco and others, 2019)."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def student(level: float, freedom: float) -> float:
    """How many standard errors the interval reaches to each side."""
    from scipy.special import stdtrit  # noqa: PLC0415 - loaded only by the pages that show an interval

    return float(stdtrit(freedom, (1 + level) / 2))


def _error(spread: float, n: int, scale: float) -> float | None:
    return None if n < 2 else abs(scale) * math.sqrt(spread * n / (n - 1))  # noqa: PLR2004 - as above


def _effective(value: float, spread: float, sums: Tally) -> float:
    """From the spread that respondents really show; from the weights alone where all answered alike."""
    kish = sums.weight**2 / sums.squares if sums.squares else 0.0
    chance = value * (1 - value)
    if not 0 < value < 1 or spread <= 0:
        return kish
    return min(chance / spread, float(max(sums.marks, 1)))
