"""A file of anonymised answers: its variables, its numbers, and the cuts that are blanked so that nobody stands out.

The rule, printed in the codebook: every combination of the placing columns that the file shows stands in at least the
minimum of answers. A value whose group is smaller is blanked, together with the next smallest, so that the blanked ones
cannot be told apart either; first each column by itself, then each within those before it.

Порядок: murashi 5.5
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from otklik.core.anonymity import shown_groups

#: In a column of cuts: no value, or one that is not shown.
BLANK = -1
Cuts = NDArray[np.int32]
Answered = NDArray[np.bool_]


@dataclass(frozen=True)
class Variable:
    """A column of the file: a Latin name, its question, words of its codes, how it is measured."""

    name: str
    label: str
    values: Mapping[int, str] = field(default_factory=dict)
    measure: Literal["nominal", "ordinal", "scale"] = "scale"
    note: str = ""
    unsure: int | None = None
    """Code of «затрудняюсь ответить»: a missing value to whoever counts."""


@dataclass(frozen=True)
class Microdata:
    """Answers × variables as codes; NaN where there is nothing. `method` says what was done to them."""

    title: str
    variables: tuple[Variable, ...]
    numbers: NDArray[np.float32]
    method: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.numbers)


def group_sizes(groups: NDArray[np.int64], count: int, answered: Answered) -> NDArray[np.int64]:
    """Answers in each of `count` groups to each question: [group, question].

    People of a group are at least as many as answered any one question; where answers of one person cannot be joined,
    rows are more than people.
    """
    return np.stack(
        [np.bincount(groups[answered[:, place]], minlength=count) for place in range(answered.shape[1])], axis=1
    )


def safe_cuts(cuts: Cuts, answered: Answered, minimum: int) -> Cuts:
    """The cuts (answers × columns, `BLANK` for none) with small groups blanked.

    ValueError when even all answers together are fewer than the minimum: there is no file then.
    """
    everybody = np.zeros(len(cuts), dtype=np.int64)
    if not len(cuts) or group_sizes(everybody, 1, answered).max() < minimum:
        raise ValueError(f"fewer than {minimum} answers")
    safe = cuts.copy()
    for place in range(cuts.shape[1]):
        safe[:, place] = _within(everybody, safe[:, place], answered, minimum)
    cells = everybody
    for place in range(cuts.shape[1]):
        safe[:, place] = _within(cells, safe[:, place], answered, minimum)
        cells = _together(cells, safe[:, place])[1]
    return safe


def _together(cells: NDArray[np.int64], column: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The distinct pairs of cell and value as keys, and each answer's place among them."""
    width = int(column.max(initial=BLANK)) + 2
    keys, places = np.unique(cells * width + column + 1, return_inverse=True)
    return keys, places.astype(np.int64)


def _within(cells: NDArray[np.int64], column: NDArray[np.int32], answered: Answered, minimum: int) -> NDArray[np.int32]:
    """The column with the values blanked whose group inside their cell is too small, or would cover a small one."""
    keys, places = _together(cells, column)
    width = int(column.max(initial=BLANK)) + 2
    sizes = group_sizes(places, len(keys), answered)
    values = (keys % width - 1).astype(np.int32)
    parents = keys // width
    shown = values.copy()
    for parent in np.unique(parents):
        own = np.flatnonzero(parents == parent)
        _blank_small(shown, own, sizes, minimum)
    return shown[places]


def _blank_small(shown: NDArray[np.int32], own: NDArray[np.intp], sizes: NDArray[np.int64], minimum: int) -> None:
    """Blank what may not be shown of one cell's groups, until what is blank holds the minimum in one question."""
    people = sizes[own].max(axis=1)
    marks = shown_groups([max(int(count), 1) for count in people], minimum)
    for place, seen in zip(own, marks, strict=True):
        if not seen:
            shown[place] = BLANK
    while True:
        hidden = own[shown[own] == BLANK]
        left = own[shown[own] != BLANK]
        if not len(hidden) or not len(left) or sizes[hidden].sum(axis=0).max() >= minimum:
            return
        shown[left[np.argmin(sizes[left].max(axis=1))]] = BLANK


def rare_blanked(column: NDArray[np.float32], minimum: int) -> NDArray[np.float32]:
    """Numbers that fewer than the minimum gave are left out: an unusual one would name its giver."""
    values, places, counts = np.unique(column, return_inverse=True, return_counts=True)
    kept = np.where(counts >= minimum, values, np.float32(np.nan)).astype(np.float32)
    return kept[places]
