"""A surge of one topic against its own history: is the last week more than chance explains?

Windows of seven days are compared with windows of seven days, so the week's rhythm drops out. Under chance alone the
number of the last window, given the sum of it and its history, is binomial with probability 1/(k+1) (k windows of
history): the exact conditional test of two Poisson rates, which knows how uncertain a short history is. Where messages
come in clusters, counts vary more than Poisson allows: then the negative binomial tail with that variance is taken too
and the larger p counts. The variance is judged over all series together, and for one series by itself only where it is
clearly larger (chi-square). A series that rose against its last twelve weeks must also exceed the same weeks of last
year (the start of the heating season is no surge). Many topics are looked at in one day: Holm's procedure keeps the
chance of any false alarm of the day at `level`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, variance

WINDOW_DAYS = 7
RECENT_WINDOWS = 12
#: Windows around the same week of last year: two before it, itself, two after.
SEASON_WINDOWS = 5
SEASON_AFTER_WINDOWS = 52
LEVELS = (0.05, 0.01, 0.001)
FEWEST = 5
#: How improbable the number must be against last year's weeks, so that a season is no surge.
SEASON_LEVEL = 0.05
#: A series varies clearly more than Poisson when chance explains it less often than this.
CLEARLY = 0.01


@dataclass(frozen=True)
class Surge:
    """One series that rose: observed and expected number, p of its test, the threshold that Holm's step gave it."""

    key: str
    observed: int
    expected: float
    p: float
    threshold: float
    tested: int
    #: p against the same weeks of last year; None where there is no such history.
    season_p: float | None


def find_surges(
    windows: Mapping[str, Sequence[int]], *, level: float = 0.01, fewest: int = FEWEST, season: bool = True
) -> list[Surge]:
    """Series whose last window is a surge, the least probable first.

    `windows` gives for each series its counts by window, the newest first: the tested one, then its history (12 windows
    at least for a series to be tested; 55 for the comparison with last year). Series of fewer than `fewest` messages
    in the tested window are never a surge, yet count among the tested ones where they have any message at all.
    """
    tested = {key: counts for key, counts in windows.items() if len(counts) > RECENT_WINDOWS and any(counts)}
    common = common_dispersion([_recent(counts) for counts in tested.values()])
    candidates = {key: counts for key, counts in tested.items() if counts[0] >= fewest}
    chances = {key: excess_probability(counts[0], _recent(counts), common) for key, counts in candidates.items()}
    surges = []
    for place, (key, p) in enumerate(sorted(chances.items(), key=lambda pair: (pair[1], pair[0]))):
        threshold = level / (len(tested) - place)
        if p > threshold:
            break
        counts = tested[key]
        guard = _season_probability(counts, common) if season else None
        if guard is None or guard <= SEASON_LEVEL:
            surges.append(Surge(key, counts[0], fmean(_recent(counts)), p, threshold, len(tested), guard))
    return surges


def excess_probability(observed: int, history: Sequence[int], dispersion: float = 1.0) -> float:
    """Chance of so many or more in one window when the rate is that of the history's windows (at least two).

    `dispersion` is the variance of counts over their mean that is known from elsewhere; 1 is Poisson.
    """
    from scipy.special import bdtrc, betainc  # noqa: PLC0415 - a third of a second, needed once a day

    if observed <= 0:
        return 1.0
    total, count = sum(history), len(history)
    exact = float(bdtrc(observed - 1, total + observed, 1 / (count + 1)))
    factor = max(dispersion, own_dispersion(history))
    mean = total / count
    if factor <= 1 or mean <= 0:
        return exact
    extra = factor * (1 + 1 / count) - 1  # the mean itself is estimated: its variance is added to the window's
    return max(exact, float(betainc(observed, mean / extra, extra / (1 + extra))))  # P(X >= observed)


def common_dispersion(histories: Sequence[Sequence[int]]) -> float:
    """Variance over mean of the series taken together; 1 at least."""
    means = sum(fmean(one) for one in histories if any(one))
    return max(1.0, sum(variance(one) for one in histories if any(one)) / means) if means else 1.0


def own_dispersion(history: Sequence[int]) -> float:
    """Variance over mean of one series where it is clearly larger than 1 (chi-square), else 1."""
    from scipy.special import chdtrc  # noqa: PLC0415 - see above

    mean = fmean(history)
    if mean <= 0:
        return 1.0
    ratio = variance(history) / mean
    freedom = len(history) - 1
    return ratio if float(chdtrc(freedom, ratio * freedom)) < CLEARLY else 1.0


def _recent(counts: Sequence[int]) -> Sequence[int]:
    return counts[1 : RECENT_WINDOWS + 1]


def _season_probability(counts: Sequence[int], dispersion: float) -> float | None:
    """The same test against the same weeks of last year; None without a year of history."""
    first = SEASON_AFTER_WINDOWS - SEASON_WINDOWS // 2
    same = counts[first : first + SEASON_WINDOWS]
    if len(same) < SEASON_WINDOWS or not any(same):
        return None
    return excess_probability(counts[0], same, dispersion)
