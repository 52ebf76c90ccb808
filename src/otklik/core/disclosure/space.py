"""The smallest groups that tables can tell apart: labels of each dimension, what they are made of, and «the rest».

Where a filter, a span of time or a later edition holds another one, `ReleasedTable.parts` says of what labels it is
made; the finest labels are the leaves, and every label is a set of leaves. One leaf more, «the rest», holds whoever is
under no listed label: tables of the most frequent topics leave such people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from otklik.core.disclosure.reached import OF, REST, YES, Group
from otklik.core.disclosure.tables import TOTAL, Key, ReleasedTable

Places = NDArray[np.intp]


@dataclass(frozen=True)
class Dimension:
    """Leaves of a dimension and the leaves of each of its labels."""

    name: str
    leaves: tuple[str, ...]
    covers: Mapping[str, tuple[int, ...]]

    @property
    def told_apart(self) -> tuple[str, ...]:
        """The total and the leaves; no leaf where no label was ever listed, no rest where labels overlap."""
        if self.leaves == (YES, REST):
            return TOTAL, YES
        return (TOTAL, *self.leaves) if len(self.leaves) > 1 else (TOTAL,)

    def cover(self, label: str) -> tuple[int, ...]:
        """Leaves of the label; all of them for the total."""
        return tuple(range(len(self.leaves))) if label == TOTAL else self.covers[label]


def dimensions_of(tables: Iterable[ReleasedTable]) -> dict[str, Dimension]:
    """Dimensions of tables that count the same."""
    labels: dict[str, dict[str, None]] = {}
    parts: dict[str, dict[str, tuple[str, ...]]] = {}
    for table in tables:
        for name in table.dimensions:
            labels.setdefault(name, {}).update(dict.fromkeys(table.labels(name)))
            parts.setdefault(name, {}).update(table.parts.get(name, {}))
    return {name: _dimension(name, tuple(labels[name]), parts[name]) for name in labels}


def _dimension(name: str, labels: Sequence[str], parts: Mapping[str, tuple[str, ...]]) -> Dimension:
    finest = {label: tuple(dict.fromkeys(_finest(label, parts))) for label in labels}
    leaves = tuple(dict.fromkeys(leaf for of in finest.values() for leaf in of))
    at = {leaf: number for number, leaf in enumerate(leaves)}
    covers = {label: tuple(at[leaf] for leaf in of) for label, of in finest.items()}
    covers |= {leaf: (number,) for leaf, number in at.items() if leaf not in covers}
    return Dimension(name, (*leaves, REST), covers | {REST: (len(leaves),)})


def _finest(label: str, parts: Mapping[str, tuple[str, ...]], depth: int = 0) -> Iterable[str]:
    if label not in parts or depth > len(parts):
        yield label
        return
    for part in parts[label]:
        yield from _finest(part, parts, depth + 1)


def identity(table: ReleasedTable, key: Key) -> Group:
    """The group that a cell counts, the same in every table that counts it."""
    named = [(name, label) for name, label in zip(table.dimensions, key, strict=True) if label != TOTAL]
    return tuple(
        sorted((_own(name, label), YES) if name in table.overlapping else (name, label) for name, label in named)
    )


def apart(table: ReleasedTable) -> list[ReleasedTable]:
    """The table with every label of an overlapping dimension as a dimension of its own: under it or not."""
    name = next((one for one in table.dimensions if one in table.overlapping), None)
    if name is None:
        return [table]
    at = table.dimensions.index(name)
    left = replace(table, overlapping=table.overlapping - {name})
    return [one for label in table.labels(name) for one in apart(_one_label(left, at, label))]


def _one_label(table: ReleasedTable, at: int, label: str) -> ReleasedTable:
    own = _own(table.dimensions[at], label)
    cells = {
        (*key[:at], TOTAL if key[at] == TOTAL else YES, *key[at + 1 :]): value
        for key, value in table.cells.items()
        if key[at] in (TOTAL, label)
    }
    names = (*table.dimensions[:at], own, *table.dimensions[at + 1 :])
    return replace(table, dimensions=names, cells=cells, open=table.open | {own})


def _own(name: str, label: str) -> str:
    return f"{name}{OF}{label}"


def blocks_of(tables: Sequence[ReleasedTable]) -> list[list[ReleasedTable]]:
    """The tables cut into blocks that say nothing about each other.

    Along a dimension that every table has and none sums over (the quarter, usually), labels that share no leaf have
    nobody in common; so a release is compared with what it touches and not with all that was ever said.
    """
    for name in _dividing(tables):
        dimension = dimensions_of(tables)[name]
        groups = _joined(list(dimension.covers.values()), len(dimension.leaves))
        if len(set(groups[:-1])) > 1:
            of_label = {label: groups[cover[0]] for label, cover in dimension.covers.items()}
            cut = [_within(tables, name, of_label, group) for group in dict.fromkeys(groups)]
            return [smaller for block in cut if block for smaller in blocks_of(block)]
    return [list(tables)]


def _dividing(tables: Sequence[ReleasedTable]) -> list[str]:
    common = set(tables[0].dimensions).intersection(*(table.dimensions for table in tables)) if tables else set()
    return sorted(
        name
        for name in common
        if not any(key[table.dimensions.index(name)] == TOTAL for table in tables for key in table.cells)
    )


def _joined(covers: Sequence[tuple[int, ...]], size: int) -> list[int]:
    """The number of its group for each leaf: leaves under one label are in one group."""
    parent = list(range(size))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for cover in covers:
        for one, other in pairwise(cover):
            parent[root(one)] = root(other)
    return [root(at) for at in range(size)]


def _within(tables: Sequence[ReleasedTable], name: str, of_label: Mapping[str, int], group: int) -> list[ReleasedTable]:
    found = []
    for table in tables:
        at = table.dimensions.index(name)
        cells = {key: value for key, value in table.cells.items() if of_label[key[at]] == group}
        if cells:
            found.append(replace(table, cells=cells))
    return found
