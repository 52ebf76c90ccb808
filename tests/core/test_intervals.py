"""The Wilson interval against published values and its own laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.intervals import wilson_interval


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_known_values(successes: int, total: int, low: float, high: float) -> None:
    assert wilson_interval(successes, total) == pytest.approx((low, high), abs=5e-5)


def test_nothing_counted_has_no_interval() -> None:
    assert wilson_interval(0, 0) is None


def test_more_successes_than_trials_are_refused() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are the library's
        wilson_interval(3, 2)


@given(st.integers(1, 10**6).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_share_lies_inside(counts: tuple[int, int]) -> None:
    successes, total = counts
    interval = wilson_interval(successes, total)
    assert interval is not None
    low, high = interval
    assert 0 <= low <= successes / total <= high <= 1
    assert low < high
