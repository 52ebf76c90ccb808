"""Small groups stay hidden: in one table, between tables that share their sums, and from one day to the next.

The rules, which the pages print:

1. A group of fewer than the minimum is not shown. A group of nobody is shown as nobody.
2. What is hidden cannot be had by subtraction: where a sum and its other parts are shown, the next smallest group is
   hidden too, until at least two are hidden and together they hold the minimum, and more than one person each.
3. A table of two dimensions is hidden by rows and by columns at once; what is hidden in its margins is hidden inside.
4. While answers still come in, figures grow by whole batches of days with at least the minimum of answers in each,
   and the youngest full batch is kept back until the period ends, so that the rest never comes alone.

Порядок: murashi 5.5
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Shown = NDArray[np.bool_]
_ROUNDING = 1e-9


def shown_groups(counts: Sequence[int], minimum: int, among: Sequence[bool] | None = None) -> tuple[bool, ...]:
    """Which of the groups that make up a shown total may be shown; only those that `among` permits, if given."""
    permitted = [True] * len(counts) if among is None else among
    shown = [may and (count == 0 or count >= minimum) for count, may in zip(counts, permitted, strict=True)]
    _hide_more(np.array(counts, dtype=np.int64), shown, minimum)
    return tuple(shown)


def shown_cells(counts: Counts, minimum: int, rows: Sequence[bool], columns: Sequence[bool]) -> Shown:
    """Which cells of a table may be shown whose row totals and column totals are shown where `rows`, `columns` say.

    Raises ValueError when the table and its margins are not of one size.
    """
    if counts.shape != (len(rows), len(columns)):
        raise ValueError("the table and its margins differ in size")
    known_rows, known_columns = np.array(rows, dtype=bool), np.array(columns, dtype=bool)
    shown: Shown = ((counts == 0) | (counts >= minimum)) & known_rows[:, None] & known_columns
    while True:
        changed = _hide_along(counts, shown, minimum, known_rows)
        changed |= _hide_along(counts.T, shown.T, minimum, known_columns)
        changed = changed or _hide_beside_certain(counts, shown, known_rows, known_columns)
        if not changed:
            return shown


def days_released(counts: Sequence[int], minimum: int, *, is_complete: bool) -> int:
    """How many of the first days may be counted in, given the answers of each past day in order.

    A period that is over shows all its days, or none when they do not hold the minimum.
    """
    if is_complete:
        return len(counts) if sum(counts) >= minimum else 0
    full: list[int] = []
    held = 0
    for day, count in enumerate(counts, start=1):
        held += count
        if held >= minimum:
            full.append(day)
            held = 0
    return full[-2] if len(full) > 1 else 0


def _hide_along(counts: Counts, shown: Shown, minimum: int, known: Shown) -> bool:
    """Hide more in each row whose total is known; True when anything changed."""
    before = shown.copy()
    for at in np.flatnonzero(known):
        marks = shown[at].tolist()
        _hide_more(counts[at], marks, minimum)
        shown[at] = marks
    return bool((before != shown).any())


def _hide_more(counts: Counts, shown: list[bool], minimum: int) -> None:
    """Complementary suppression in one sum: the smallest shown groups go, until the hidden ones cover each other."""
    while True:
        hidden = [int(count) for count, seen in zip(counts, shown, strict=True) if not seen]
        others = [(count == 0, int(count), at) for at, count in enumerate(counts) if shown[at]]
        if not hidden or _cover_each_other(hidden, minimum) or not others:
            return
        shown[min(others)[-1]] = False


def _cover_each_other(hidden: Sequence[int], minimum: int) -> bool:
    return len(hidden) > 1 and sum(hidden) >= max(minimum, len(hidden) + 1)


def _hide_beside_certain(counts: Counts, shown: Shown, rows: Shown, columns: Shown) -> bool:
    """Hide the smallest neighbour of a hidden cell that the shown sums give away together; True when one was hidden."""
    for row, column in certain_cells(shown, rows, columns):
        beside = [(row, at) for at in np.flatnonzero(shown[row])] + [
            (at, column) for at in np.flatnonzero(shown[:, column])
        ]
        if beside:
            shown[min(beside, key=lambda at: (counts[at] == 0, counts[at]))] = False
            return True
    return False


def certain_cells(shown: Shown, rows: Shown, columns: Shown) -> list[tuple[int, int]]:
    """Hidden cells that follow from the shown cells, the shown totals of rows and columns, and the sum of all."""
    places = np.argwhere(~shown)
    if not len(places):
        return []
    sums = [places[:, 0] == at for at in np.flatnonzero(rows)]
    sums += [places[:, 1] == at for at in np.flatnonzero(columns)]
    equations = np.array([*sums, np.ones(len(places), dtype=bool)], dtype=np.float64)
    _, sizes, directions = np.linalg.svd(equations, full_matrices=True)
    free = directions[int((sizes > _ROUNDING).sum()) :]
    is_certain = (np.abs(free) < _ROUNDING).all(axis=0)
    return [(int(row), int(column)) for row, column in places[is_certain]]
