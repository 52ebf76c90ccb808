"""A table of counts as it is put before the public: which groups it counts, and which of them it hides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: The label of a margin: everybody along that dimension.
TOTAL = "*"

Key = tuple[str, ...]


@dataclass(frozen=True)
class ReleasedTable:
    """Counts of people or items by groups; None stands for a hidden count, a key that is not there for no word at all.

    A dimension of the same name means the same thing in every table that counts the same (`counts`): that is how
    tables, pages, filters, quarters and files are subtracted from each other. A table of one quarter has the quarter
    as a dimension with one label.
    """

    #: As the public knows it: «Вопросы обращений по темам, III квартал 2025 года».
    name: str
    dimensions: tuple[str, ...]
    cells: dict[Key, int | None]
    #: What is counted: «appeals», «survey:12». Tables that count different things are never compared.
    counts: str = "appeals"
    #: Labels made of other labels of their dimension: {"quarter": {"2025": ("2025Q1", …)}}.
    parts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    #: Dimensions whose listed labels need not make up the total: the ten most frequent topics.
    open: frozenset[str] = frozenset()
    #: Dimensions along which one may stand under several labels: options of a question that takes many, the questions
    #: themselves. Who is under none of them, or skipped one, is no group to be guarded.
    overlapping: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if any(len(key) != len(self.dimensions) for key in self.cells):
            raise ValueError("a key has another number of labels than the table has dimensions")

    def labels(self, dimension: str) -> tuple[str, ...]:
        """Labels along the dimension in the order in which they came, without the total."""
        at = self.dimensions.index(dimension)
        return tuple(dict.fromkeys(key[at] for key in self.cells if key[at] != TOTAL))

    def is_closed(self, dimension: str) -> bool:
        """Whether the listed labels make up the total along the dimension."""
        return dimension not in self.open

    def as_json(self) -> dict[str, Any]:
        """Plain data for the ledger."""
        return {
            "name": self.name,
            "dimensions": list(self.dimensions),
            "cells": [[*key, value] for key, value in self.cells.items()],
            "counts": self.counts,
            "parts": {name: {label: list(of) for label, of in labels.items()} for name, labels in self.parts.items()},
            "open": sorted(self.open),
            "overlapping": sorted(self.overlapping),
        }

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> "ReleasedTable":
        """The table that `as_json` told."""
        return ReleasedTable(
            name=kept["name"],
            dimensions=tuple(kept["dimensions"]),
            cells={tuple(row[:-1]): row[-1] for row in kept["cells"]},
            counts=kept["counts"],
            parts={name: {label: tuple(of) for label, of in labels.items()} for name, labels in kept["parts"].items()},
            open=frozenset(kept["open"]),
            overlapping=frozenset(kept["overlapping"]),
        )
