"""What to hide so that nobody under the minimum can be reached: primary cells, then the cheapest cells beside them.

For each group that the attacker still reaches, one programme seeks the smallest change of shown counts that lets the
group be as large as the minimum; the cells that have to change are the ones to hide. What is public already cannot
change, so it stands as a hard equation. The attack is run again until it reaches nothing.

Hiding is dear for large counts and sums, dearer for «nobody». The heuristic is not the cheapest choice of all, as the
exact problem is NP-hard; that it protects is not assumed but attacked.

Sources: Kelly, Golden and Assad, Cell suppression: disclosure protection for sensitive tabular data, Networks 22, 1992;
Fischetti and Salazar-González, Management Science 47, 2001; Hundepool et al., Handbook on Statistical Disclosure
Control, ESSnet, 2010, ch. 4.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, eye, hstack, vstack

from otklik.core.disclosure.attack import all_blocks, reached_in
from otklik.core.disclosure.editions import editioned, plain, small_changes
from otklik.core.disclosure.equations import Row, Space, TooDetailedError
from otklik.core.disclosure.reached import Group
from otklik.core.disclosure.solving import matrix_of
from otklik.core.disclosure.space import identity
from otklik.core.disclosure.tables import ReleasedTable

#: Times the attack is tried again before a block is hidden whole.
MOST_ROUNDS = 12
_NEAR = 1e-6
_DEAR, _SUM = 1e4, 4.0
_SOLVED = 0
Hidden = set[tuple[str, Group]]


def protect(
    tables: Sequence[ReleasedTable], minimum: int, released: Iterable[ReleasedTable] = ()
) -> tuple[ReleasedTable, ...]:
    """The tables with None where a count must not be shown beside `released`, in the same order.

    A group hidden in one table is hidden in all. What `released` alone gives away stays given away: `reachable_cells`
    tells of it.
    """
    hidden: Hidden = {
        (table.counts, identity(table, key))
        for table in tables
        for key, value in table.cells.items()
        if value is None or 0 < value < minimum
    }
    marked = [replace(table, name=f"\0{at}") for at, table in enumerate(tables)]
    names = {table.name for table in marked}
    for plain_block in all_blocks([*released, *marked]):
        block = editioned(plain_block)
        own = [table for table in block if table.name in names]
        if own:
            hidden.update((own[0].counts, group) for group, _, _ in small_changes(block, minimum))
            _protect_block(own, [table for table in block if table.name not in names], minimum, hidden)
    return tuple(_without(table, hidden) for table in tables)


def _protect_block(
    own: Sequence[ReleasedTable], released: Sequence[ReleasedTable], minimum: int, hidden: Hidden
) -> None:
    try:
        for _ in range(MOST_ROUNDS):
            shown = [_without(table, hidden) for table in own]
            reached = [one.group for one in reached_in([*released, *shown], minimum, is_explained=False)]
            hid = [_hide_beside(own, released, group, minimum, hidden) for group in reached]
            if not any(hid):
                break
        else:
            _hide_all(own, hidden)
    except TooDetailedError:
        _hide_all(own, hidden)


def _hide_all(tables: Sequence[ReleasedTable], hidden: Hidden) -> None:
    hidden.update((table.counts, plain(identity(table, key))) for table in tables for key in table.cells)


def _without(table: ReleasedTable, hidden: Hidden) -> ReleasedTable:
    cells = {
        key: None if (table.counts, plain(identity(table, key))) in hidden else value
        for key, value in table.cells.items()
    }
    return replace(table, cells=cells)


def _hide_beside(
    own: Sequence[ReleasedTable], released: Sequence[ReleasedTable], group: Group, minimum: int, hidden: Hidden
) -> bool:
    """Hide the cheapest cells whose secrecy lets the group reach the minimum; True when anything new was hidden."""
    counts = own[0].counts
    shown = [_without(table, hidden) for table in own]
    space = Space([*shown, *released])
    fixed = space.structure([*shown, *released]) + space.counted(released)
    soft = list({row.group: row for row in space.counted(shown)}.values())
    chosen = _changed(space, fixed, soft, group, minimum)
    if chosen is None:
        chosen = _changed(space, space.structure(shown), soft, group, minimum) or []
    new = {(counts, plain(row.group)) for row in chosen if row.group is not None} - hidden
    hidden |= new
    return bool(new)


def _changed(space: Space, fixed: Sequence[Row], soft: Sequence[Row], group: Group, minimum: int) -> list[Row] | None:
    """Shown counts that move in the cheapest change that gives the group the minimum; None where there is none."""
    hard, hard_value = matrix_of(fixed, space.size)
    free, free_value = matrix_of(soft, space.size)
    moved = eye(len(soft), format="csr")
    nothing = csr_matrix((len(fixed), 2 * len(soft)))
    matrix = vstack([hstack([hard, nothing]), hstack([free, -moved, moved])]).tocsr()
    costs = np.array([_cost(row) for row in soft])
    target = csr_matrix(
        (-np.ones(len(space.places(group))), space.places(group), [0, len(space.places(group))]),
        shape=(1, matrix.shape[1]),
    )
    solved = linprog(
        np.concatenate([np.zeros(space.size), costs, costs]),
        A_eq=matrix,
        b_eq=np.concatenate([hard_value, free_value]),
        A_ub=target,
        b_ub=[-float(minimum)],
        method="highs",
    )
    if solved.status != _SOLVED:
        return None
    moves = solved.x[space.size :].reshape(2, len(soft)).sum(axis=0)
    return [row for row, move in zip(soft, moves, strict=True) if move > _NEAR]


def _cost(row: Row) -> float:
    if not row.value:
        return _DEAR
    sums = len(row.plus) > 1
    return float(np.sqrt(row.value) * (_SUM if sums else 1.0))
