"""The life of a pain from its quarterly counts: new, growing, steady, shrinking, removed, returned.

The share of this quarter is compared with the share of the quarter before by Fisher's exact test: given how many
messages speak of the pain in both quarters, their number in the later one is hypergeometric. Where a base does not hold
its messages (it is unknown or counts something else) the two numbers themselves are compared: given their sum the later
one is binomial with probability 1/2. Twice the smaller tail is the p of the test, so that it is never too bold.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from math import exp, lgamma, log

LEVEL = 0.05
#: So many quarters without a message, and the pain has gone; a message after them is its return.
SILENT_QUARTERS = 2
Count = tuple[int, int]


class PainTrend(StrEnum):
    """How a pain moved; the values are those that a line of the map keeps."""

    NEW = "new"
    GROWING = "growing"
    STEADY = "steady"
    SHRINKING = "shrinking"
    CLOSED = "closed"
    RETURNED = "returned"


def trend_of(counts: Sequence[Count], *, closed_at: int | None = None, level: float = LEVEL) -> PainTrend:
    """The trend at the last of the quarters, the oldest first, each as (messages on the pain, base of the share).

    `closed_at` is the place in `counts` of the quarter whose map told the pain removed; messages of later quarters are
    its return. ValueError on no quarters, a negative number, or a place that is not there. Порядок: murashi 5.13
    """
    _check(counts, closed_at)
    events = [count for count, _ in counts]
    if closed_at is not None:
        return PainTrend.RETURNED if any(events[closed_at + 1 :]) else PainTrend.CLOSED
    earlier = events[:-1]
    if not any(earlier):
        return PainTrend.NEW
    if not any(earlier[-SILENT_QUARTERS:]) and len(earlier) > SILENT_QUARTERS and events[-1]:
        return PainTrend.RETURNED
    if len(events) > SILENT_QUARTERS and not any(events[-SILENT_QUARTERS:]):
        return PainTrend.CLOSED
    return _moved(counts[-2], counts[-1], level)


def change_probability(before: Count, after: Count) -> float:
    """p of the exact test that the share (or, without a usable base, the number) is the same in both quarters."""
    (first, first_base), (second, second_base) = before, after
    events = first + second
    if not events:
        return 1.0
    if _hold(before, after):
        if events == first_base + second_base:
            return 1.0
        low, high = max(0, events - first_base), min(events, second_base)
        return _two_sided(second, low, high, lambda k: _choose(second_base, k) + _choose(first_base, events - k))
    return _two_sided(second, 0, events, lambda k: _choose(events, k))


def _hold(*counts: Count) -> bool:
    """Whether each base holds its messages; a base of nothing is unknown: a quarter whose map lacks the pain."""
    return all(base > 0 and count <= base for count, base in counts)


def _moved(before: Count, after: Count, level: float) -> PainTrend:
    if change_probability(before, after) >= level:
        return PainTrend.STEADY
    is_share = _hold(before, after)
    rose = after[0] * before[1] > before[0] * after[1] if is_share else after[0] > before[0]
    return PainTrend.GROWING if rose else PainTrend.SHRINKING


def _two_sided(observed: int, low: int, high: int, log_weight: Callable[[int], float]) -> float:
    """Twice the smaller tail of a distribution over low..high that is known up to a factor."""
    logs = [log_weight(k) for k in range(low, high + 1)]
    top = max(logs)
    weights = [exp(one - top) for one in logs]
    place = observed - low
    tail = min(sum(weights[: place + 1]), sum(weights[place:]))
    return min(1.0, exp(log(2) + log(tail) - log(sum(weights))))


def _choose(of: int, taken: int) -> float:
    """The logarithm of the binomial coefficient."""
    return lgamma(of + 1) - lgamma(taken + 1) - lgamma(of - taken + 1)


def _check(counts: Sequence[Count], closed_at: int | None) -> None:
    if not counts:
        raise ValueError("Нет ни одного квартала.")
    if any(number < 0 for count in counts for number in count):
        raise ValueError("Число сообщений не бывает отрицательным.")
    if closed_at is not None and not 0 <= closed_at < len(counts):
        raise ValueError("Квартала закрытия нет среди данных.")
