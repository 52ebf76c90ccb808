"""Whether a reason became rarer after its article: months in a row, and the ratio of the rates with its interval."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.core.intervals import rate_ratio_interval

#: As much before the publication as after it, at most half a year of each.
LONGEST = timedelta(days=182)
#: Less than this says nothing yet.
SHORTEST = timedelta(days=28)


@dataclass(frozen=True)
class Effect:
    """Questions a month before and after; `low` and `high` bound the ratio with 95 % confidence."""

    before: int
    after: int
    days_before: int
    days_after: int
    low: float
    high: float | None

    @property
    def ratio(self) -> float | None:
        """Rate after ÷ rate before; None when there was nothing before."""
        return (self.after / self.days_after) / (self.before / self.days_before) if self.before else None

    @property
    def verdict(self) -> str:
        """In words: fewer, more, or not to be told from chance."""
        if self.high is not None and self.high < 1:
            return "fewer"
        return "more" if self.low > 1 else "unclear"


def effect_of(days: Iterable[date], published_on: date, today: date) -> Effect | None:
    """The effect, when at least four weeks have passed; `days` are those of receipt of each question.

    The exact conditional interval for the ratio of two Poisson rates: given their sum, the later count is binomial.
    """
    span = min(LONGEST, today - published_on)
    if span < SHORTEST:
        return None
    every = list(days)
    before = sum(published_on - span <= day < published_on for day in every)
    after = sum(published_on <= day < published_on + span for day in every)
    low, high = rate_ratio_interval(after, span.days, before, span.days)
    return Effect(before, after, span.days, span.days, low, high)
