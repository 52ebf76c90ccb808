"""No sum of what is shown gives what is hidden."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otklik.core.anonymity import days_released, shown_cells, shown_groups

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=9)
MINIMUM = st.integers(2, 10)


def is_certain(target, equations):
    """Whether a linear combination of the equations is the target: exact over the rationals, by rank."""
    if not len(equations):
        return not any(target)
    return np.linalg.matrix_rank(np.vstack([equations, target])) == np.linalg.matrix_rank(np.array(equations))


@pytest.mark.parametrize(
    ("counts", "minimum", "shown"),
    [
        ((12, 20, 9), 5, (True, True, True)),
        ((3, 20, 9), 5, (False, True, False)),
        ((3, 2, 9), 5, (False, False, True)),
        ((1, 2, 9), 5, (False, False, False)),
        ((3, 40), 5, (False, False)),
        ((0, 40), 5, (True, True)),
        ((1, 1, 7), 2, (False, False, False)),
        ((4,), 5, (False,)),
        ((), 5, ()),
    ],
)
def test_the_smallest_neighbour_is_hidden_too(counts, minimum, shown):
    assert shown_groups(counts, minimum) == shown


@given(COUNTS, MINIMUM)
def test_no_small_group_is_shown_and_none_follows_from_the_sum(counts, minimum):
    shown = shown_groups(counts, minimum)
    seen = [row for row, is_shown in zip(np.eye(len(counts)), shown, strict=True) if is_shown]
    total = [np.ones(len(counts))] if sum(counts) >= minimum else []

    assert all(count == 0 or count >= minimum for count, is_shown in zip(counts, shown, strict=True) if is_shown)
    for at in range(len(counts)):
        if not shown[at]:
            assert not is_certain(np.eye(len(counts))[at], [*seen, *total])


@given(COUNTS, MINIMUM)
def test_what_the_sum_leaves_over_holds_the_minimum(counts, minimum):
    shown = shown_groups(counts, minimum)
    left = sum(count for count, is_shown in zip(counts, shown, strict=True) if not is_shown)

    assert (
        left == 0
        or left >= minimum
        or not any(count for count, is_shown in zip(counts, shown, strict=True) if is_shown)
    )


@settings(deadline=None, max_examples=150)
@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 25), min_size=width, max_size=width), min_size=2, max_size=5)
    ),
    MINIMUM,
)
def test_a_table_gives_no_hidden_cell_away(table, minimum):
    counts = np.array(table)
    rows = shown_groups(counts.sum(axis=1).tolist(), minimum)
    columns = shown_groups(counts.sum(axis=0).tolist(), minimum)
    if counts.sum() < minimum:
        return

    shown = shown_cells(counts, minimum, rows, columns)

    size = counts.size
    cells = np.eye(size).reshape(*counts.shape, size)
    equations = [cells[at] for at in np.argwhere(shown).tolist() for at in [tuple(at)]]
    equations += [cells[at].sum(axis=0) for at, known in enumerate(rows) if known]
    equations += [cells[:, at].sum(axis=0) for at, known in enumerate(columns) if known]
    equations.append(np.ones(size))
    assert not (shown & (counts > 0) & (counts < minimum)).any()
    for at in np.argwhere(~shown).tolist():
        assert not is_certain(cells[tuple(at)], equations)
    for at, known in enumerate(rows):
        assert known or not is_certain(cells[at].sum(axis=0), equations)


def test_a_bridge_between_two_covered_corners_is_covered_too():
    counts = np.array([[1, 1, 9, 9], [1, 1, 9, 9], [9, 9, 1, 1], [9, 9, 1, 1]])
    counts[1, 2] = 2

    shown = shown_cells(counts, 3, [True] * 4, [True] * 4)

    assert not shown[1, 2]


def test_a_table_and_its_margins_are_of_one_size():
    with pytest.raises(ValueError, match="size"):
        shown_cells(np.zeros((2, 2), dtype=int), 5, [True], [True, True])


@given(st.lists(st.integers(0, 12), max_size=20), MINIMUM)
def test_no_two_days_differ_by_less_than_the_minimum(days, minimum):
    states = {days_released(days[:at], minimum, is_complete=False) for at in range(len(days) + 1)}
    states |= {days_released(days, minimum, is_complete=True)}
    seen = sorted(sum(days[:at]) for at in states)

    steps = [later - earlier for earlier, later in pairwise(seen)]
    assert all(step == 0 or step >= minimum for step in steps)


def test_what_is_over_is_shown_whole():
    assert days_released([3, 4, 1], 5, is_complete=True) == 3
    assert days_released([3, 1], 5, is_complete=True) == 0
    assert days_released([6, 7, 1], 5, is_complete=False) == 1
