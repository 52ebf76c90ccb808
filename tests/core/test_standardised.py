"""Units compared by what the same work takes elsewhere, against a computation by hand and by NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from otklik.core.intervals import poisson_interval
from otklik.core.standardised import standardise


def test_like_work_by_hand() -> None:
    """Roads are late in 30 of 100 cases, papers in 1 of 100: a unit of roads with 12 of 40 is as the others."""
    counts = {
        ("roads", "road"): (40, 12),
        ("others", "road"): (60, 18),
        ("archive", "paper"): (80, 1),
        ("others", "paper"): (20, 0),
    }
    found = standardise(counts)
    assert found["roads"].expected == pytest.approx(12.0)
    assert found["archive"].expected == pytest.approx(0.8)
    assert found["others"].expected == pytest.approx(18.2)
    assert (found["roads"].verdict, found["archive"].verdict) == ("alike", "few")


def test_a_unit_that_is_late_far_more_often_is_named() -> None:
    found = standardise({("a", 1): (100, 60), ("b", 1): (900, 90)})
    assert (found["a"].verdict, found["b"].verdict) == ("more", "fewer")


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 4)), st.integers(0, 50), min_size=1))
def test_expected_events_sum_to_the_observed(totals: dict[tuple[int, int], int]) -> None:
    counts = {cell: (total, total // 3) for cell, total in totals.items()}
    found = standardise(counts)
    observed = sum(one.observed for one in found.values())
    assert sum(one.expected for one in found.values()) == pytest.approx(observed)
    table, late = np.zeros((4, 5)), np.zeros((4, 5))
    for (unit, sort), (total, happened) in counts.items():
        table[unit, sort], late[unit, sort] = total, happened
    with np.errstate(invalid="ignore"):
        rates = np.nan_to_num(late.sum(axis=0) / table.sum(axis=0))
    for unit, one in found.items():
        assert one.expected == pytest.approx(float(table[unit] @ rates))  # type: ignore[call-overload]


@pytest.mark.parametrize("count", [0, 1, 7, 100])
def test_the_interval_leaves_two_and_a_half_per_cent_on_each_side(count: int) -> None:
    low, high = poisson_interval(count)
    assert poisson.cdf(count, high) == pytest.approx(0.025)
    assert low == 0 if count == 0 else poisson.sf(count - 1, low) == pytest.approx(0.025)
