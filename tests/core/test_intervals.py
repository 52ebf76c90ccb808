"""The Wilson interval against published values and its own laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.intervals import poisson_interval, rate_ratio_interval, wilson_interval


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_known_values(successes: int, total: int, low: float, high: float) -> None:
    assert wilson_interval(successes, total) == pytest.approx((low, high), abs=5e-5)


def test_nothing_counted_has_no_interval() -> None:
    assert wilson_interval(0, 0) is None


def test_more_successes_than_trials_are_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        wilson_interval(3, 2)


@given(st.integers(1, 10**6).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_share_lies_inside(counts: tuple[int, int]) -> None:
    successes, total = counts
    interval = wilson_interval(successes, total)
    assert interval is not None
    low, high = interval
    assert 0 <= low <= successes / total <= high <= 1
    assert low < high


@pytest.mark.parametrize(
    ("later", "earlier", "low", "high"), [(0, 10, 0.0, 0.446126), (3, 7, 0.071512, 1.877307), (10, 0, 2.241521, None)]
)
def test_known_ratios_of_rates(later: int, earlier: int, low: float, high: float | None) -> None:
    """As the exact binomial interval of SciPy's statistics gives them."""
    found = rate_ratio_interval(later, 7, earlier, 7)
    assert found[0] == pytest.approx(low, abs=1e-6)
    assert found[1] == (None if high is None else pytest.approx(high, abs=1e-6))


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683)])
def test_known_poisson_intervals(count: int, low: float, high: float) -> None:
    assert poisson_interval(count) == pytest.approx((low, high), abs=5e-5)
