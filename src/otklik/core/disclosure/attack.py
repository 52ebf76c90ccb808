"""An attacker who has read everything that was ever published and subtracts it all at once.

For every hidden group the attacker seeks the greatest count that agrees with all shown counts (a linear programme,
HiGHS). A group is reached when even that greatest count is below the minimum and not nought; a group that nobody
published, such as the difference of two filters or of two editions, is reached when it is certainly not empty and
certainly below the minimum. Counts are taken as real numbers not below zero, so the attacker is at least as strong as
one who subtracts, though one who also reasons in whole numbers can at times know a little more.

Sources: Hundepool et al., Statistical Disclosure Control, Wiley, 2012, ch. 4 (audit of interval protection);
Fischetti and Salazar-González, Solving the cell suppression problem on tabular data with linear constraints,
Management Science 47, 2001; Fréchet bounds for marginals: Dobra and Fienberg, PNAS 97, 2000.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from otklik.core.disclosure.editions import editioned, plain, small_changes
from otklik.core.disclosure.equations import Row, Space
from otklik.core.disclosure.programme import Programmes, targets_of
from otklik.core.disclosure.reached import Group, Reached
from otklik.core.disclosure.solving import matrix_of, system_of
from otklik.core.disclosure.space import Places, apart, blocks_of, identity
from otklik.core.disclosure.tables import TOTAL, Key, ReleasedTable

#: Leaks whose givers are sought: it takes a programme each.
MOST_EXPLAINED = 60
_NEAR = 1e-6


def reachable_cells(
    tables: Iterable[ReleasedTable], minimum: int, touching: Iterable[ReleasedTable] | None = None
) -> list[Reached]:
    """Groups of fewer than `minimum` that follow from all the tables; only in blocks with `touching`, if given.

    The tables come in the order of their release: a later count of the same group is a later edition. Raises
    TooDetailedError when the tables are too detailed to be checked together.
    """
    wanted = None if touching is None else {_who(table, key) for table in touching for key in table.cells}
    found: list[Reached] = []
    for block in all_blocks(tables):
        if wanted is None or any(_who(table, key) in wanted for table in block for key in table.cells):
            found += reached_in(editioned(block), minimum)
    return found


def _who(table: ReleasedTable, key: Key) -> tuple[str, Group]:
    return table.counts, identity(table, key)


def all_blocks(tables: Iterable[ReleasedTable]) -> Iterator[list[ReleasedTable]]:
    """Tables by what they count and by what they can say about each other."""
    by_counts: dict[str, list[ReleasedTable]] = {}
    for table in tables:
        by_counts.setdefault(table.counts, []).extend(apart(table))
    for same in by_counts.values():
        yield from blocks_of(same)


def reached_in(block: Sequence[ReleasedTable], minimum: int, *, is_explained: bool = True) -> list[Reached]:
    """The attack on one block; to explain who gives a group away takes a programme each."""
    counts, space = block[0].counts, Space(block)
    counted = space.counted(block)
    rows = space.structure(block) + counted
    found = list(_small_ones(block, counted, minimum))
    found += [Reached(counts, group, by, by, (), told) for group, by, told in small_changes(block, minimum)]
    moved = {one.group for one in found}
    for group, low, high in _reached(space, rows, block, minimum):
        if plain(group) not in moved or plain(group) == group:
            givers = _givers(space, rows, group) if is_explained and len(found) < MOST_EXPLAINED else ()
            found.append(Reached(counts, group, low, high, _hiding(block, group), givers))
    return found


def _small_ones(block: Sequence[ReleasedTable], counted: Sequence[Row], minimum: int) -> Iterator[Reached]:
    """Counts below the minimum that are shown as they are."""
    for row in counted:
        if 0 < row.value < minimum and row.group is not None:
            yield Reached(block[0].counts, row.group, int(row.value), int(row.value), (), (row.source,))


def _reached(
    space: Space, rows: Sequence[Row], block: Sequence[ReleasedTable], minimum: int
) -> Iterator[tuple[Group, int, int]]:
    system = system_of(rows, space.size)
    hidden = {group for table in block for group in _hidden(table)}
    shown = {row.group for row in rows if row.group is not None}
    programmes = Programmes(system)
    for target in targets_of(system, [(group, space.places(group)) for group in hidden - shown]):
        high = programmes.most(target, enough=minimum)
        if _NEAR < high < minimum - _NEAR:
            yield target.group, _up(programmes.least(target)), _down(high)
    published = shown | hidden
    others = [(group, places) for group, places in _unpublished(space) if group not in published]
    for target in targets_of(system, others):
        low = programmes.least(target, enough=0)
        if low > _NEAR and (high := programmes.most(target, enough=minimum)) < minimum - _NEAR:
            yield target.group, _up(low), _down(high)


def _up(bound: float) -> int:
    return int(np.ceil(bound - _NEAR))


def _down(bound: float) -> int:
    return int(np.floor(bound + _NEAR))


def _hidden(table: ReleasedTable) -> Iterator[Group]:
    return (identity(table, key) for key, value in table.cells.items() if value is None)


def _unpublished(space: Space) -> Iterator[tuple[Group, Places]]:
    """Every crossing of smallest labels that some clique of dimensions knows, and its margins."""
    for at, names in enumerate(space.cliques):
        for labels in product(*(space.dimensions[name].told_apart for name in names)):
            group = tuple((name, label) for name, label in zip(names, labels, strict=True) if label != TOTAL)
            yield group, space.places(group, at)


def _hiding(block: Sequence[ReleasedTable], group: Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(table.name for table in block if group in set(_hidden(table))))


def _givers(space: Space, rows: Sequence[Row], group: Group) -> tuple[str, ...]:
    """Tables whose counts bear the bound: those with a price in the dual of the attacker's programme."""
    matrix, value = matrix_of(rows, space.size)
    goal = np.zeros(space.size)
    goal[space.places(group)] = -1.0
    solved = linprog(goal, A_eq=csr_matrix(matrix), b_eq=value, method="highs")
    if solved.status != 0:
        return ()
    prices = np.abs(solved.eqlin.marginals)
    return tuple(
        dict.fromkeys(row.source for row, price in zip(rows, prices, strict=True) if price > _NEAR and row.source)
    )
