"""Indirect standardisation: units that do different work are compared with what the same work takes elsewhere."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from otklik.core.intervals import poisson_interval

#: Fewer expected events say nothing of a unit.
LEAST_EXPECTED = 1.0


@dataclass(frozen=True)
class Standardised:
    """Events observed in a unit, and as many as its work would bring at the rates of all units together.

    `low` and `high` bound observed ÷ expected with 95 % confidence.
    """

    total: int
    observed: int
    expected: float
    low: float
    high: float

    @property
    def ratio(self) -> float:
        """Observed ÷ expected; 1 is «as the others»."""
        return self.observed / self.expected if self.expected else 0.0

    @property
    def verdict(self) -> str:
        """«fewer», «more», «alike», or «few» where there is too little to tell."""
        if self.expected < LEAST_EXPECTED:
            return "few"
        if self.high < 1:
            return "fewer"
        return "more" if self.low > 1 else "alike"


def standardise(counts: Mapping[tuple[Hashable, Hashable], tuple[int, int]]) -> dict[Hashable, Standardised]:
    """By unit, from (unit, sort of work) -> (all, events).

    The rate of a sort of work is that of all units together; a unit's expected events are the sum over its own sorts.
    """
    every: Counter[Hashable] = Counter()
    events: Counter[Hashable] = Counter()
    for (_, sort), (total, happened) in counts.items():
        every[sort] += total
        events[sort] += happened
    units: dict[Hashable, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    for (unit, sort), (total, happened) in counts.items():
        row = units[unit]
        row[0] += total
        row[1] += happened
        row[2] += total * events[sort] / every[sort] if every[sort] else 0.0
    return {unit: _result(int(total), int(observed), expected) for unit, (total, observed, expected) in units.items()}


def _result(total: int, observed: int, expected: float) -> Standardised:
    low, high = poisson_interval(observed)
    return Standardised(
        total, observed, expected, low / expected if expected else 0.0, high / expected if expected else 0.0
    )
