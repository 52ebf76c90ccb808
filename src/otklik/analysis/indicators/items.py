"""Which columns of a survey enter an indicator, as rated questions."""

from collections.abc import Sequence

import numpy as np

from otklik.core.questionnaire.columns import MISSING, Column, ColumnKind
from otklik.core.questionnaire.enums import Rates
from otklik.core.ratings.item import Item
from otklik.surveys.matrix import SurveyMatrix


def items_rating(matrix: SurveyMatrix, rates: Rates, of: str = "") -> list[Item]:
    """The questions that rate this, or only those of one element, touchpoint or aspect. Порядок: murashi 5.12"""
    columns = [column for column in matrix.columns if column.rates == rates and of in {"", column.of}]
    return rated_items(matrix, columns)


def rated_items(matrix: SurveyMatrix, columns: Sequence[Column]) -> list[Item]:
    """Marks as they stand; of a choice the scores of its options. What has neither is no rating."""
    found = [_item(matrix, column) for column in columns]
    return [item for item in found if item is not None]


def _item(matrix: SurveyMatrix, column: Column) -> Item | None:
    marks = matrix.column(column.name)
    key = column.of or column.criterion or column.name
    if column.kind is ColumnKind.MARK:
        return Item(key, column.title, marks, column.low, column.high)
    scores = [score for score in column.scores if score is not None]
    if column.kind is not ColumnKind.CHOICE or len(set(scores)) < 2:  # noqa: PLR2004 - a scale has two ends
        return None
    low, high = min(scores), max(scores)
    by_place = np.array([MISSING if score is None else score for score in column.scores], dtype=np.float32)
    by_place = low + high - by_place if column.reversed else by_place
    scored = np.full(len(marks), MISSING, dtype=np.float32)
    chosen = marks >= 0
    scored[chosen] = by_place[marks[chosen].astype(np.intp)]
    return Item(key, column.title, scored, low, high)
