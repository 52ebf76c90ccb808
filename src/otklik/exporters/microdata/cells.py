"""Codes -> the texts of a file's cells, a batch of rows at a time."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np

from otklik.core.microdata import Microdata, Variable

BATCH = 5_000
Value = str | float | None
Cell = TypeVar("Cell")


def value_of(variable: Variable, code: float) -> Value:
    """Words of a code that has any, the number otherwise; None for nothing."""
    if np.isnan(code):
        return None
    return variable.values.get(int(code), code) if variable.measure != "ordinal" or code < 0 else code


def rendered_rows(microdata: Microdata, render: Callable[[Value], Cell]) -> Iterator[list[tuple[Cell, ...]]]:
    """Batches of rows of cells: each different code of a batch is rendered once."""
    for start in range(0, len(microdata), BATCH):
        batch = microdata.numbers[start : start + BATCH]
        columns = [_column(variable, batch[:, place], render) for place, variable in enumerate(microdata.variables)]
        yield list(zip(*columns, strict=True))


def _column(
    variable: Variable, codes: np.ndarray[tuple[int], np.dtype[np.float32]], render: Callable[[Value], Cell]
) -> list[Cell]:
    values, places = np.unique(codes, return_inverse=True)
    cells = np.array([render(value_of(variable, float(value))) for value in values], dtype=object)
    return list(cells[places])


def number_text(value: float) -> str:
    """A whole number without a point."""
    return str(int(value)) if float(value).is_integer() else repr(round(float(value), 6))
