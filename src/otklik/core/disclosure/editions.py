"""The same group counted on two days: the later count holds the earlier one, and the difference is a group as well.

Where a later release tells another count of the same group, the tables of that block get one dimension more, the
edition: a later edition is made of the earlier one and of what was added since. Where counts fell, the earlier is made
of the later and of what was taken out. Where some rose and some fell, editions are compared count by count only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from otklik.core.disclosure.reached import EDITION, Group
from otklik.core.disclosure.space import identity
from otklik.core.disclosure.tables import Key, ReleasedTable

Counted = dict[Group, int]


def editioned(block: Sequence[ReleasedTable]) -> list[ReleasedTable]:
    """Tables of one block in the order of their release, with the edition as a last dimension where there are several.

    Tables that have it already stay as they are.
    """
    editions: list[Counted] = []
    numbers = [_edition(editions, table) for table in block]
    if len(editions) < 2 or any(EDITION in table.dimensions for table in block):  # noqa: PLR2004
        return list(block)
    parts = _parts(editions)
    return [_with_edition(table, number, parts) for table, number in zip(block, numbers, strict=True)]


def plain(group: Group) -> Group:
    """The group whatever its edition."""
    return tuple((name, label) for name, label in group if name != EDITION)


def small_changes(block: Sequence[ReleasedTable], minimum: int) -> Iterator[tuple[Group, int, tuple[str, str]]]:
    """Groups whose count moved by fewer than the minimum to a later table: group, change, the two tables."""
    told: dict[Group, list[tuple[int, str]]] = {}
    for table, key, value in _shown(block):
        told.setdefault(plain(identity(table, key)), []).append((value, table.name))
    for group, values in told.items():
        for (was, before), (now, after) in pairwise(values):
            if 0 < abs(now - was) < minimum:
                yield group, abs(now - was), (before, after)


def _shown(tables: Sequence[ReleasedTable]) -> Iterator[tuple[ReleasedTable, Key, int]]:
    return ((table, key, value) for table in tables for key, value in table.cells.items() if value is not None)


def _edition(editions: list[Counted], table: ReleasedTable) -> int:
    """The number of the last edition when the table agrees with it; otherwise that of a new one."""
    counted = {identity(table, key): value for _, key, value in _shown([table])}
    if not editions or any(editions[-1].get(group, value) != value for group, value in counted.items()):
        editions.append({})
    editions[-1].update(counted)
    return len(editions)


def _parts(editions: Sequence[Counted]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for number, (before, after) in enumerate(pairwise(editions), start=1):
        moves = [after[group] - value for group, value in before.items() if group in after]
        if all(move >= 0 for move in moves):
            found[str(number + 1)] = (str(number), f"добавлено в редакции {number + 1}")
        elif all(move <= 0 for move in moves) and str(number) not in found:
            found[str(number)] = (str(number + 1), f"убрано в редакции {number + 1}")
    return found


def _with_edition(table: ReleasedTable, number: int, parts: dict[str, tuple[str, ...]]) -> ReleasedTable:
    return replace(
        table,
        dimensions=(*table.dimensions, EDITION),
        cells={(*key, str(number)): value for key, value in table.cells.items()},
        parts={**table.parts, EDITION: parts},
    )
