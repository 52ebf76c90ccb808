"""Two ratings beside each other, and many in a row: is a difference proven, which place is whose."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from otklik.core.intervals import LEVEL
from otklik.core.ratings.rating import Interval, Rating, student


@dataclass(frozen=True)
class Comparison:
    """The later rating less the earlier, in the rating's own unit, with the interval of the difference."""

    value: float
    ends: Interval | None

    @property
    def is_proven(self) -> bool:
        """The interval leaves nought out."""
        return self.ends is not None and not self.ends[0] <= 0 <= self.ends[1]


def compare(later: Rating, earlier: Rating, level: float = LEVEL) -> Comparison | None:
    """The difference; None when either has no value or their units differ.

    Shares by Newcombe's hybrid of two Wilson intervals (1998, method 10), means by Welch.
    """
    if later.value is None or earlier.value is None or later.unit != earlier.unit:
        return None
    value = later.value - earlier.value
    ends = _newcombe(later, earlier, level) if later.unit == "share" else _welch(later, earlier, level)
    return Comparison(value, ends)


def ranks(ratings: Mapping[str, Rating], *, good_is_high: bool = True) -> dict[str, tuple[int, int]]:
    """Best and worst place that each may hold; equal ends when the place is certain.

    A is above B only where their difference is proven at a level shared among all pairs (Bonferroni), so that with
    95 % certainty every stated order is right. Those without a value have no place. Порядок: gatchina 1.1
    """
    known = [key for key, one in ratings.items() if one.value is not None]
    pairs = max(1, len(known) * (len(known) - 1) // 2)
    level = 1 - (1 - LEVEL) / pairs
    above = dict.fromkeys(known, 0)
    below = dict.fromkeys(known, 0)
    for place, one in enumerate(known):
        for other in known[place + 1 :]:
            found = compare(ratings[one], ratings[other], level)
            if found is not None and found.is_proven:
                better, worse = (one, other) if (found.value > 0) == good_is_high else (other, one)
                above[worse] += 1
                below[better] += 1
    return {key: (above[key] + 1, len(known) - below[key]) for key in known}


def rank_words(place: tuple[int, int]) -> str:
    """«2–4», or «3» when the place is certain."""
    first, last = place
    return str(first) if first == last else f"{first}–{last}"


def in_order(ratings: Mapping[str, Rating], *, good_is_high: bool = True) -> Sequence[str]:
    """Keys by falling value, those without one last."""
    sign = -1 if good_is_high else 1
    return sorted(ratings, key=lambda key: (ratings[key].value is None, sign * (ratings[key].value or 0.0)))


def _newcombe(later: Rating, earlier: Rating, level: float) -> Interval | None:
    one, two = later.interval(level), earlier.interval(level)
    if one is None or two is None or later.value is None or earlier.value is None:
        return None
    value = later.value - earlier.value
    down = math.hypot(later.value - one[0], two[1] - earlier.value)
    up = math.hypot(one[1] - later.value, earlier.value - two[0])
    return value - down, value + up


def _welch(later: Rating, earlier: Rating, level: float) -> Interval | None:
    if later.error is None or earlier.error is None or later.value is None or earlier.value is None:
        return None
    one, two = later.error**2, earlier.error**2
    if not one + two:
        return None
    freedom = (one + two) ** 2 / (one**2 / (later.n - 1) + two**2 / (earlier.n - 1))
    reach = student(level, freedom) * math.sqrt(one + two)
    value = later.value - earlier.value
    return value - reach, value + reach
