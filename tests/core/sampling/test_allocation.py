"""A total spread over strata keeps its sum, its limits and its ratio."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.sampling.allocation import allocate, equal, neyman, proportional

SIZES = st.lists(st.integers(0, 5000), min_size=1, max_size=12).filter(any)


@given(SIZES, st.integers(0, 4000), st.integers(0, 10))
def test_the_sum_is_the_total_within_what_there_is(sizes: list[int], total: int, least: int) -> None:
    found = proportional(total, sizes, least=least)
    floor = sum(min(least, size) for size in sizes)
    assert sum(found) == max(min(total, sum(sizes)), floor)
    assert all(min(least, size) <= one <= size for one, size in zip(found, sizes, strict=True))


@given(SIZES, st.integers(0, 4000))
def test_no_stratum_is_a_whole_person_off_its_share(sizes: list[int], total: int) -> None:
    total = min(total, sum(sizes))
    for one, size in zip(proportional(total, sizes), sizes, strict=True):
        assert abs(one - total * size / sum(sizes)) < 1


@given(SIZES, st.integers(0, 4000), st.data())
def test_neyman_keeps_the_sum_too(sizes: list[int], total: int, data: st.DataObject) -> None:
    spreads = data.draw(st.lists(st.none() | st.floats(0, 2), min_size=len(sizes), max_size=len(sizes)))
    found = neyman(total, sizes, spreads, least=2)
    assert sum(found) >= min(total, sum(sizes))
    assert all(one <= size for one, size in zip(found, sizes, strict=True))


def test_largest_remainders_get_what_is_left() -> None:
    assert proportional(10, [333, 333, 334]) == [3, 3, 4]
    assert proportional(7, [50, 30, 20]) == [4, 2, 1]


def test_neyman_asks_more_where_opinions_differ() -> None:
    # Cochran, «Sampling Techniques», 5.5: n_h = n · N_h S_h / Σ N_h S_h.
    assert neyman(100, [400, 600], [0.4, 0.1]) == [73, 27]
    assert neyman(100, [400, 600], [None, None]) == proportional(100, [400, 600])
    assert neyman(10, [40, 60], [0.0, 0.0]) == [4, 6]


def test_a_small_stratum_is_asked_whole_and_the_rest_goes_on() -> None:
    assert equal(30, [5, 100, 100]) == [5, 13, 12]
    assert equal(4, [0, 9, 9]) == [0, 2, 2]


def test_the_minimum_may_raise_the_total() -> None:
    assert proportional(10, [1000, 10, 10], least=5) == [5, 5, 5]
    assert proportional(40, [1000, 10, 10], least=5) == [30, 5, 5]


def test_nothing_is_spread_over_nobody() -> None:
    assert allocate(10, [0.0, 0.0], [0, 0]) == [0, 0]


@pytest.mark.parametrize("total", [0, 1, 99])
def test_order_of_equal_strata_decides_ties(total: int) -> None:
    found = equal(total, [100, 100, 100])
    assert found == sorted(found, reverse=True)
    assert max(found) - min(found) <= 1
