"""How many people stand behind rows: as many as rows, unless each row is one answer of somebody unknown."""

import numpy as np
from numpy.typing import NDArray

from otklik.core.microdata import group_sizes
from otklik.surveys.matrix import SurveyMatrix

_LOOK_AT = 1_000


def people_in(matrix: SurveyMatrix, places: NDArray[np.intp], count: int) -> list[int]:
    """People in each group; `places` gives each row's group, −1 for none.

    Where an outside service gave a row for each answer and no number of the person, forty rows may be four people:
    a group holds as many as answered any one question.
    """
    inside = places >= 0
    if not are_single_answers(matrix):
        return [int(one) for one in np.bincount(places[inside], minlength=count)]
    sizes = group_sizes(places[inside].astype(np.int64), count, _answered(matrix)[inside])
    return [int(one) for one in sizes.max(axis=1)]


def are_single_answers(matrix: SurveyMatrix) -> bool:
    """Each row holds the answer to one question, and there are several questions."""
    if not len(matrix) or sum(column.cut is None for column in matrix.columns) < 2:  # noqa: PLR2004 - several
        return False
    if bool((_answered(matrix.where(np.arange(min(len(matrix), _LOOK_AT)))).sum(axis=1) > 1).any()):  # type: ignore[arg-type]  # places serve as a choice
        return False
    answered = _answered(matrix)
    return bool((answered.sum(axis=1) <= 1).all()) and int(answered.any(axis=0).sum()) > 1


def _answered(matrix: SurveyMatrix) -> NDArray[np.bool_]:
    asked = [place for place, column in enumerate(matrix.columns) if column.cut is None]
    return np.isfinite(matrix.numbers[:, asked])
