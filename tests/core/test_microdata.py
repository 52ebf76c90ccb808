"""Nobody stands out of a file: whatever combination of the placing columns it shows, enough people share it."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.microdata import BLANK, rare_blanked, safe_cuts


def _answered(count: int) -> np.ndarray:
    return np.ones((count, 1), dtype=bool)


@given(
    st.integers(2, 6),
    st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 2), st.integers(-1, 4)), min_size=6, max_size=80),
)
def test_every_combination_shown_is_shared_by_enough(minimum: int, rows: list[tuple[int, int, int]]) -> None:
    safe = safe_cuts(np.array(rows, dtype=np.int32), _answered(len(rows)), minimum)
    assert min(Counter(map(tuple, safe.tolist())).values()) >= minimum


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=5, max_size=60))
def test_a_value_is_kept_or_blanked_never_changed(rows: list[tuple[int, int]]) -> None:
    cuts = np.array(rows, dtype=np.int32)
    safe = safe_cuts(cuts, _answered(len(rows)), 5)
    assert ((safe == cuts) | (safe == BLANK)).all()


def test_the_blanked_small_group_is_covered_by_the_next_smallest() -> None:
    cuts = np.repeat(np.array([0, 1, 2], dtype=np.int32), [4, 12, 30])[:, None]
    safe = safe_cuts(cuts, _answered(46), 10)
    assert Counter(safe[:, 0].tolist()) == {BLANK: 16, 2: 30}


def test_large_groups_stay_as_they_are() -> None:
    cuts = np.repeat(np.array([0, 1], dtype=np.int32), [10, 12])[:, None]
    assert (safe_cuts(cuts, _answered(22), 10) == cuts).all()


def test_rows_that_hold_one_answer_each_are_counted_by_people() -> None:
    """Four people, ten questions, forty rows: still a group of four."""
    cuts = np.repeat(np.array([0, 1, 2], dtype=np.int32), [40, 200, 300])[:, None]
    answered = np.zeros((540, 10), dtype=bool)
    answered[np.arange(540), np.arange(540) % 10] = True
    safe = safe_cuts(cuts, answered, 10)
    assert set(safe[:40, 0].tolist()) == {BLANK}


def test_too_few_answers_give_no_file() -> None:
    with pytest.raises(ValueError, match="fewer than 5"):
        safe_cuts(np.zeros((4, 1), dtype=np.int32), _answered(4), 5)


def test_a_number_that_few_gave_is_left_out() -> None:
    ages = np.array([40, 40, 40, 99, np.nan], dtype=np.float32)
    kept = rare_blanked(ages, 3)
    assert np.isnan(kept[3:]).all()
    assert (kept[:3] == 40).all()
