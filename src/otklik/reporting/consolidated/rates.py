"""Shares, means and counts as plain data with their uncertainty, and what may be said of their difference."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from otklik.core.intervals import rate_ratio_interval
from otklik.core.ratings.comparison import Comparison, compare
from otklik.core.ratings.rating import Rating

Plain = dict[str, Any]


@dataclass(frozen=True)
class Waiting:
    """Days of waiting summed up: how many answers, their sum, the sum of their squares."""

    n: int = 0
    days: int = 0
    squares: int = 0

    def with_group(self, days: int, count: int) -> "Waiting":
        """With so many answers more, each after so many days."""
        return Waiting(self.n + count, self.days + days * count, self.squares + days * days * count)


def share_rating(numerator: int, denominator: int) -> Rating:
    """A share of records as a rating; without a value where nothing was counted."""
    value = numerator / denominator if denominator else None
    return Rating("share", value, numerator, denominator, denominator, denominator, None, denominator)


def mean_rating(waiting: Waiting) -> Rating:
    """The mean of days as a rating with its standard error."""
    if not waiting.n:
        return Rating("balance", None, None, None, 0, 0, None, 0)
    mean = waiting.days / waiting.n
    error = None
    if waiting.n > 1:
        spread = max(0.0, (waiting.squares - waiting.n * mean * mean) / (waiting.n - 1))
        error = math.sqrt(spread / waiting.n)
    return Rating("balance", mean, waiting.days, waiting.n, waiting.n, waiting.n, error, waiting.n)


def rating_plain(rating: Rating) -> Plain:
    """Value, counts, people and the 95 % interval."""
    low, high = (None, None) if rating.unit == "balance" and not rating.error else rating.ends or (None, None)
    return {
        "unit": rating.unit,
        "value": rating.value,
        "numerator": rating.numerator,
        "denominator": rating.denominator,
        "n": rating.n,
        "marks": rating.marks,
        "low": low,
        "high": high,
    }


def comparison_plain(found: Comparison | None) -> Plain | None:
    """The difference with its interval, and whether it is proven."""
    if found is None:
        return None
    low, high = found.ends or (None, None)
    return {"value": found.value, "low": low, "high": high, "is_proven": found.is_proven}


def beside(now: Rating, before: Rating) -> Plain:
    """A rating, the one before, and the difference."""
    return {"now": rating_plain(now), "before": rating_plain(before), "change": comparison_plain(compare(now, before))}


def counts_beside(now: int, days: int, before: int, days_before: int) -> Plain:
    """Two counts of like days, and whether chance alone could make the difference (exact Poisson)."""
    low, high = rate_ratio_interval(now, days, before, days_before)
    is_proven = bool(before or now) and not (low <= 1 and (high is None or high >= 1))
    return {"now": now, "before": before, "ratio_low": low, "ratio_high": high, "is_proven": is_proven}


def rating_of(plain: Mapping[str, Any]) -> Rating:
    """A stored rating for words that take one; its interval is the stored one."""
    return StoredRating(
        plain["unit"], plain["value"], plain["numerator"], plain["denominator"], plain["n"], plain["marks"], None,
        plain["n"], stored=None if plain["low"] is None else (plain["low"], plain["high"]),
    )  # fmt: skip


@dataclass(frozen=True)
class StoredRating(Rating):
    """A rating read from a snapshot: nothing of it is computed again."""

    stored: tuple[float, float] | None = None

    def interval(self, level: float = 0.95) -> tuple[float, float] | None:  # noqa: ARG002 - stored at 95 %
        """The interval that was stored."""
        return self.stored


def comparison_of(plain: Mapping[str, Any] | None) -> Comparison | None:
    """A stored difference."""
    if plain is None:
        return None
    return Comparison(plain["value"], None if plain["low"] is None else (plain["low"], plain["high"]))
