"""The course of the field: answers by cell against their targets, the share of those asked who answered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from otklik.core.questionnaire.columns import Column, ColumnKind
from otklik.core.sampling.cells import Codes, Dimension, Frame
from otklik.surveys.matrix import SurveyMatrix
from otklik.surveys.sampling.questions import codes_by_place, column_for, unmatched_values


@dataclass(frozen=True)
class Matched:
    """A dimension and the question that stands for it; `missing`: values that no option of it says."""

    dimension: Dimension
    column: Column | None
    missing: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Every value of the population can be answered."""
        return self.column is not None and not self.missing


@dataclass(frozen=True)
class CellProgress:
    """One cell: people, answers wanted and had, people asked. `shown`: whether the number of answers may be told."""

    title: str
    people: int
    target: int
    invited: int
    done: int
    shown: bool

    @property
    def left(self) -> int:
        """Answers still wanted."""
        return max(0, self.target - self.done)

    @property
    def response(self) -> float | None:
        """Share of those asked who answered; None where nobody was asked or the count is not shown."""
        return min(1.0, self.done / self.invited) if self.invited and self.shown else None

    @property
    def is_full(self) -> bool:
        """The quota is reached: nobody more is asked here."""
        return self.done >= self.target > 0


def matched(frame: Frame, columns: Sequence[Column]) -> tuple[Matched, ...]:
    """The questions that stand for the population's dimensions."""
    choices = [column for column in columns if column.kind is ColumnKind.CHOICE]
    found = []
    for dimension in frame.dimensions:
        column = column_for(dimension, choices)
        found.append(Matched(dimension, column, tuple(unmatched_values(dimension, column)) if column else ()))
    return tuple(found)


def counts_by_codes(matrix: SurveyMatrix, pairs: Sequence[Matched]) -> tuple[Counter[Codes], int]:
    """Answers by combination of the dimensions' values, and those that leave one of them open."""
    codes = place_codes(matrix, pairs)
    counts: Counter[Codes] = Counter(one for one in codes if one is not None)
    return counts, sum(one is None for one in codes)


def place_codes(matrix: SurveyMatrix, pairs: Sequence[Matched]) -> list[Codes | None]:
    """The combination of each answer; None where a dimension was not answered."""
    if not pairs:
        return [()] * len(matrix)
    tables, numbers = [], []
    for pair in pairs:
        if pair.column is None:
            return [None] * len(matrix)
        tables.append(codes_by_place(pair.dimension, pair.column))
        numbers.append(np.nan_to_num(matrix.column(pair.column.name), nan=-1).astype(int))
    known: dict[tuple[int, ...], Codes | None] = {}
    rows = [tuple(row) for row in np.stack(numbers, axis=1).tolist()]
    for row in set(rows):
        read = [table.get(place) for table, place in zip(tables, row, strict=True)]
        known[row] = None if None in read else tuple(str(code) for code in read)
    return [known[row] for row in rows]


def progress(
    frame: Frame, targets: Sequence[int], invited: Sequence[int], counts: Counter[Codes], *, hidden_below: int
) -> list[CellProgress]:
    """Every cell in the population's order; a number of answers from 1 to `hidden_below` − 1 is not told."""
    rows = []
    for place, cell in enumerate(frame.cells):
        done = counts[cell.codes]
        rows.append(
            CellProgress(
                frame.title_of(place),
                cell.count,
                targets[place] if place < len(targets) else 0,
                invited[place] if place < len(invited) else 0,
                done,
                shown=done == 0 or done >= hidden_below,
            )
        )
    return rows
