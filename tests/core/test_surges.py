"""Surges: the exact tail, few false alarms where nothing happens, power where something does, seasons passed over."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from otklik.core.surges import RECENT_WINDOWS, excess_probability, find_surges

LENGTH = 57


def series(rng: np.random.Generator, rates: np.ndarray, *, clustered: float = 0.0) -> dict[str, list[int]]:
    """Counts of independent topics by week, the newest first."""
    means = np.repeat(rates[:, None], LENGTH, axis=1)
    if clustered:
        means = rng.gamma(1 / clustered, means * clustered)
    return {str(i): [int(n) for n in row] for i, row in enumerate(rng.poisson(means))}


def test_the_tail_is_the_exact_conditional_one() -> None:
    """Twenty in twelve weeks, ten in the last: the binomial tail of 10 out of 30 with 1/13, by another library."""
    history = [2, 1, 2, 2, 1, 2, 2, 1, 2, 2, 1, 2]
    assert excess_probability(10, history) == pytest.approx(stats.binom.sf(9, 30, 1 / 13))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 60), st.lists(st.integers(0, 12), min_size=RECENT_WINDOWS, max_size=RECENT_WINDOWS))
def test_more_messages_are_never_more_probable(observed: int, history: list[int]) -> None:
    p = excess_probability(observed, history)
    assert 0 <= p <= 1
    assert excess_probability(observed + 1, history) <= p + 1e-12


def test_dispersion_makes_the_same_number_less_surprising() -> None:
    history = [3] * 12
    assert excess_probability(10, history, dispersion=3.0) > excess_probability(10, history)


def test_days_without_a_surge_are_rarely_alarmed() -> None:
    """60 topics of 0.3 to 10 messages a week for 300 days: the level 0.05 must not be passed beyond chance."""
    rng = np.random.default_rng(20250703)
    rates = rng.gamma(0.8, 3, 60)
    quiet = sum(bool(find_surges(series(rng, rates), level=0.05)) for _ in range(300))
    clustered = sum(bool(find_surges(series(rng, rates, clustered=0.5), level=0.05)) for _ in range(150))
    assert quiet <= 24  # 15 expected at most, 99th percentile
    assert clustered <= 14


@pytest.mark.parametrize(("usual", "times", "power"), [(8, 3, 0.6), (8, 5, 0.97), (4, 5, 0.75), (2, 8, 0.8)])
def test_a_surge_is_found(usual: int, times: int, power: float) -> None:
    rng = np.random.default_rng(7)
    rates = np.append(rng.gamma(0.8, 3, 59), usual)
    found = 0
    for _ in range(60):
        counts = series(rng, rates)
        counts["59"][0] = int(rng.poisson(usual * times))
        found += any(surge.key == "59" for surge in find_surges(counts, level=0.05))
    assert found >= power * 60


def test_a_season_is_no_surge() -> None:
    """Forty a week in the same weeks of last year, two a week since summer: the heating has begun, nothing more."""
    counts = [38] + [2] * 49 + [40, 41, 39, 42, 40] + [2, 2]
    assert find_surges({"heating": counts}) == []
    unseen = [38] + [2] * 56
    assert [surge.key for surge in find_surges({"heating": unseen})] == ["heating"]


def test_what_is_stated_on_the_alert() -> None:
    surge = find_surges({"a": [30] + [3] * 12, "b": [3] * 13})[0]
    assert (surge.observed, surge.expected, surge.tested, surge.season_p) == (30, 3.0, 2, None)
    assert surge.p < surge.threshold == pytest.approx(0.01 / 2)


def test_a_handful_is_never_a_surge() -> None:
    assert find_surges({"a": [4] + [0] * 12}, fewest=5) == []
    assert find_surges({"a": [9] + [0] * 11}) == []  # a history too short to be compared with
