"""Importance of elements: against published values, against every order of entering, by its own properties."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.core.drivers import LEAST_CASES, TooLittleToTell, drivers_of, shapley_shares
from otklik.core.ordered_fit import log_likelihood, ordinal_worth, with_ordinal

#: R's data set `swiss`: Fertility, Agriculture, Examination, Education, Catholic, Infant.Mortality.
SWISS = """
80.2 17.0 15 12 9.96 22.2
83.1 45.1 6 9 84.84 22.2
92.5 39.7 5 5 93.40 20.2
85.8 36.5 12 7 33.77 20.3
76.9 43.5 17 15 5.16 20.6
76.1 35.3 9 7 90.57 26.6
83.8 70.2 16 7 92.85 23.6
92.4 67.8 14 8 97.16 24.9
82.4 53.3 12 7 97.67 21.0
82.9 45.2 16 13 91.38 24.4
87.1 64.5 14 6 98.61 24.5
64.1 62.0 21 12 8.52 16.5
66.9 67.5 14 7 2.27 19.1
68.9 60.7 19 12 4.43 22.7
61.7 69.3 22 5 2.82 18.7
68.3 72.6 18 2 24.20 21.2
71.7 34.0 17 8 3.30 20.0
55.7 19.4 26 28 12.11 20.2
54.3 15.2 31 20 2.15 10.8
65.1 73.0 19 9 2.84 20.0
65.5 59.8 22 10 5.23 18.0
65.0 55.1 14 3 4.52 22.4
56.6 50.9 22 12 15.14 16.7
57.4 54.1 20 6 4.20 15.3
72.5 71.2 12 1 2.40 21.0
74.2 58.1 14 8 5.23 23.8
72.0 63.5 6 3 2.56 18.0
60.5 60.8 16 10 7.72 16.3
58.3 26.8 25 19 18.46 20.9
65.4 49.5 15 8 6.10 22.5
75.5 85.9 3 2 99.71 15.1
69.3 84.9 7 6 99.68 19.8
77.3 89.7 5 2 100.00 18.3
70.5 78.2 12 6 98.96 19.4
79.4 64.9 7 3 98.22 20.2
65.0 75.9 9 9 99.06 17.8
92.2 84.6 3 3 99.46 16.3
79.3 63.1 13 13 96.83 18.1
70.4 38.4 26 12 5.62 20.3
65.7 7.7 29 11 13.79 20.5
72.7 16.7 22 13 11.22 18.9
64.4 17.6 35 32 16.92 23.0
77.6 37.6 15 7 4.97 20.0
67.6 18.7 25 7 8.65 19.5
35.0 1.2 37 53 42.34 18.0
44.7 46.6 16 29 50.43 18.2
42.8 27.7 22 29 58.33 19.3
"""
#: calc.relimp(Fertility ~ ., data = swiss, type = "lmg") of R's relaimpo.
PUBLISHED = (0.05709122, 0.17117302, 0.26013468, 0.10557016, 0.11276589)


def _swiss() -> tuple[np.ndarray, np.ndarray]:
    table = np.array([[float(cell) for cell in line.split()] for line in SWISS.strip().splitlines()])
    return table[:, 0], table[:, 1:]


def _marks(count: int, elements: int, *, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    """Marks 1 to 5: the first element moves the whole most, the second less, the rest not at all."""
    chance = np.random.default_rng(seed)
    mood = chance.normal(size=count)
    given_marks = np.clip(np.round(3.4 + 0.6 * mood[:, None] + chance.normal(size=(count, elements))), 1, 5)
    whole = 0.6 * given_marks[:, 0] + 0.25 * given_marks[:, 1] + chance.normal(size=count) * 0.5
    return np.clip(np.round(whole + 0.5), 1, 5), given_marks


def _r2(whole: np.ndarray, elements: np.ndarray) -> float:
    x = np.column_stack([np.ones(len(whole)), elements])
    left = whole - x @ np.linalg.lstsq(x, whole, rcond=None)[0]
    return float(1 - left.var() / whole.var())


def test_shares_equal_the_published_ones() -> None:
    assert shapley_shares(*_swiss()) == pytest.approx(PUBLISHED, abs=1e-8)


def test_shares_equal_the_mean_over_all_orders() -> None:
    whole, elements = _marks(200, 4)
    gains = np.zeros(4)
    orders = list(permutations(range(4)))
    for order in orders:
        for at, place in enumerate(order):
            gains[place] += _r2(whole, elements[:, order[: at + 1]]) - _r2(whole, elements[:, order[:at]])
    assert shapley_shares(whole, elements) == pytest.approx(gains / len(orders), abs=1e-7)


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 6), st.integers(0, 10_000))
def test_shares_make_up_the_whole_and_do_not_depend_on_the_order_of_columns(count: int, seed: int) -> None:
    whole, elements = _marks(120, count, seed=seed)
    shares = shapley_shares(whole, elements)
    assert shares.sum() == pytest.approx(_r2(whole, elements), abs=1e-6)
    assert (shares > -1e-9).all()
    assert shapley_shares(whole, elements[:, ::-1])[::-1] == pytest.approx(shares, abs=1e-9)


def test_the_strongest_stands_first_with_an_interval_around_its_share() -> None:
    found = drivers_of(*_marks(400, 4))
    assert [one.place for one in found.drivers][:2] == [0, 1]
    assert sum(one.share for one in found.drivers) == pytest.approx(1)
    assert all(one.low <= one.share <= one.high for one in found.drivers[:2])
    assert found.drivers[0].low > found.drivers[1].high


def test_the_same_answers_give_the_same_intervals() -> None:
    assert drivers_of(*_marks(300, 3)) == drivers_of(*_marks(300, 3))


def test_intervals_of_many_answers_drawn_in_groups_are_those_of_drawing_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole, elements = _marks(6_000, 3)
    grouped = drivers_of(whole, elements).drivers[0]
    monkeypatch.setattr("otklik.core.drivers._ONE_BY_ONE", 10_000)
    singly = drivers_of(whole, elements).drivers[0]
    assert (grouped.low, grouped.high) == pytest.approx((singly.low, singly.high), abs=0.01)


def test_only_complete_answers_count_and_the_lost_are_told() -> None:
    whole, elements = _marks(400, 3)
    elements[:100, 1] = np.nan
    whole[350:] = np.nan
    found = drivers_of(whole, elements)
    assert (found.rated, found.cases) == (350, 250)
    assert found.lost_share == pytest.approx(100 / 350)


def test_an_element_that_few_answered_does_not_cost_the_answers_of_the_others() -> None:
    whole, elements = _marks(300, 4)
    elements[60:, 3] = np.nan
    elements[:, 2] = 4
    found = drivers_of(whole, elements)
    assert found.dropped == (2, 3)
    assert found.cases == 300


@pytest.mark.parametrize("count", [0, 1, LEAST_CASES - 1])
def test_too_few_answers_are_refused_with_both_numbers(count: int) -> None:
    with pytest.raises(TooLittleToTell, match=f"{count}, а нужно не меньше|Сравнивать нечего"):
        drivers_of(*_marks(count, 3))


def test_each_element_asks_for_ten_answers() -> None:
    with pytest.raises(TooLittleToTell, match="79, а нужно не меньше 80"):
        drivers_of(*_marks(79, 8))


def test_the_same_mark_of_all_is_refused() -> None:
    _, elements = _marks(200, 3)
    with pytest.raises(TooLittleToTell, match="одну и ту же"):
        drivers_of(np.full(200, 5.0), elements)


def test_one_element_has_nothing_to_be_compared_with() -> None:
    whole, elements = _marks(200, 2)
    with pytest.raises(TooLittleToTell, match="хотя бы двух"):
        drivers_of(whole, elements[:, :1])


def test_more_than_ten_elements_are_refused() -> None:
    with pytest.raises(TooLittleToTell, match="не больше чем для 10"):
        drivers_of(*_marks(300, 11))


def test_the_ordered_fit_of_two_marks_by_a_yes_or_no_is_that_of_the_table() -> None:
    table = {(0, 0): 30, (0, 1): 10, (1, 0): 15, (1, 1): 45}
    x = np.array([[float(asked)] for asked, _ in table])
    marks = np.array([mark for _, mark in table])
    weights = np.array(list(table.values()), dtype=float)
    exact = sum(n * np.log(n / (table[asked, 0] + table[asked, 1])) for (asked, _), n in table.items())
    assert log_likelihood(marks, x, weights) == pytest.approx(exact, abs=1e-4)


def test_the_ordered_fit_does_not_see_how_far_the_marks_stand_apart() -> None:
    whole, elements = _marks(300, 3)
    stretched = np.where(whole >= 4, whole * 10, whole)
    assert ordinal_worth(stretched, elements) == pytest.approx(ordinal_worth(whole, elements), abs=1e-6)


def test_ordinal_shares_stand_beside_the_linear_ones() -> None:
    whole, elements = _marks(400, 3)
    found = with_ordinal(drivers_of(whole, elements), whole, elements)
    assert sum(one.ordinal or 0 for one in found.drivers) == pytest.approx(1)
    assert found.drivers[0].ordinal == pytest.approx(found.drivers[0].share, abs=0.15)


def test_too_many_elements_are_not_fitted_in_order() -> None:
    whole, elements = _marks(300, 7)
    assert with_ordinal(drivers_of(whole, elements), whole, elements).ordinal_explained is None
