"""Published counts as equations over the smallest groups that they can tell apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from otklik.core.disclosure.cliques import cliques_of, separators
from otklik.core.disclosure.reached import Group
from otklik.core.disclosure.space import Places, dimensions_of, identity
from otklik.core.disclosure.tables import TOTAL, Key, ReleasedTable

#: Smallest groups in one block; what is more detailed must be cut.
MOST_ATOMS = 200_000


class TooDetailedError(ValueError):
    """The tables cross so many labels that they cannot be checked together, and so must not go out."""


@dataclass(frozen=True)
class Row:
    """The groups at `plus` less those at `minus` make `value`."""

    plus: Places
    value: float
    minus: Places | None = None
    #: The group whose count it is, and the table that told it; None for what holds by itself.
    group: Group | None = None
    source: str = ""


class Space:
    """Atoms of every clique, numbered in a row."""

    def __init__(self, tables: Sequence[ReleasedTable]) -> None:
        self.dimensions = dimensions_of(tables)
        self.cliques = cliques_of(table.dimensions for table in tables)
        shapes = [[len(self.dimensions[name].leaves) for name in clique] for clique in self.cliques]
        if sum(prod(shape) for shape in shapes) > MOST_ATOMS:
            raise TooDetailedError("слишком подробные таблицы")
        self.atoms: list[NDArray[np.intp]] = []
        self.size = 0
        for shape in shapes:
            self.atoms.append(np.arange(self.size, self.size + prod(shape), dtype=np.intp).reshape(shape))
            self.size += prod(shape)

    def clique_of(self, names: Sequence[str]) -> int:
        """The clique that holds the dimensions."""
        return next(at for at, clique in enumerate(self.cliques) if set(names) <= set(clique))

    def places(self, group: Group, clique: int | None = None) -> Places:
        """Atoms of a group in a clique that knows its dimensions."""
        labels = dict(group)
        at = self.clique_of(tuple(labels)) if clique is None else clique
        covers = [self.dimensions[name].cover(labels.get(name, TOTAL)) for name in self.cliques[at]]
        return self.atoms[at][np.ix_(*covers)].ravel() if covers else self.atoms[at].ravel()

    def structure(self, tables: Sequence[ReleasedTable]) -> list[Row]:
        """What holds whatever the counts: closed tables leave nobody out, and cliques agree on what they share."""
        rows = [row for table in tables for row in self._closed(table)]
        for one, other, names in separators(self.cliques):
            for labels in product(*(self.dimensions[name].leaves for name in names)):
                group = tuple(zip(names, labels, strict=True))
                rows.append(Row(self.places(group, one), 0.0, self.places(group, other)))
        return rows

    def counted(self, tables: Sequence[ReleasedTable]) -> list[Row]:
        """A row for every shown count."""
        return [
            Row(self.places(group, clique), float(value), group=group, source=table.name)
            for table in tables
            for clique in [self.clique_of(table.dimensions)]
            for key, value in table.cells.items()
            if value is not None
            for group in [identity(table, key)]
        ]

    def _closed(self, table: ReleasedTable) -> list[Row]:
        found = []
        for at, name in enumerate(table.dimensions):
            if not table.is_closed(name):
                continue
            for key, listed in _lines(table, at).items():
                covered = {leaf for label in listed for leaf in self.dimensions[name].cover(label)}
                left = [leaf for leaf in range(len(self.dimensions[name].leaves)) if leaf not in covered]
                found.append(Row(self._slice(table, key, name, left), 0.0, source=table.name))
        return found

    def _slice(self, table: ReleasedTable, key: Key, name: str, leaves: list[int]) -> Places:
        labels = dict(zip(table.dimensions, key, strict=True))
        clique = self.clique_of(table.dimensions)
        covers = [
            leaves if one == name else self.dimensions[one].cover(labels.get(one, TOTAL))
            for one in self.cliques[clique]
        ]
        return self.atoms[clique][np.ix_(*covers)].ravel()


def _lines(table: ReleasedTable, at: int) -> dict[Key, list[str]]:
    """Labels listed beside each total along a dimension; lines whose shown counts do not make their total are open."""
    found: dict[Key, list[str]] = {}
    for key in table.cells:
        if key[at] == TOTAL:
            found[key] = []
    for key in table.cells:
        total = (*key[:at], TOTAL, *key[at + 1 :])
        if key[at] != TOTAL and total in found:
            found[total].append(key[at])
    return {
        total: labels for total, labels in found.items() if labels and not _leaves_some_out(table, total, at, labels)
    }


def _leaves_some_out(table: ReleasedTable, total: Key, at: int, labels: list[str]) -> bool:
    made_of = table.parts.get(table.dimensions[at], {})
    simple = [label for label in labels if label not in made_of]
    counts = [table.cells[(*total[:at], label, *total[at + 1 :])] for label in simple]
    known = table.cells[total]
    if known is None or any(count is None for count in counts):
        return False
    return sum(count for count in counts if count is not None) < known
