"""A system of equations made small: what follows at once is put in, and what does not touch is taken apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import bmat, csr_matrix
from scipy.sparse.csgraph import connected_components

from otklik.core.disclosure.equations import Row

Numbers = NDArray[np.float64]
_NEAR = 1e-7


@dataclass(frozen=True)
class System:
    """Equations `matrix @ x = value` over x not below zero; `settled` holds what is known already, nan elsewhere."""

    matrix: csr_matrix
    value: Numbers
    settled: Numbers
    #: The number of its part for each unknown.
    part: NDArray[np.int32]


def matrix_of(rows: Sequence[Row], size: int) -> tuple[csr_matrix, Numbers]:
    """The rows as a sparse matrix and its right side."""
    places = [row.plus if row.minus is None else np.concatenate([row.plus, row.minus]) for row in rows]
    signs = [
        np.ones(len(row.plus)) if row.minus is None else np.repeat([1.0, -1.0], [len(row.plus), len(row.minus)])
        for row in rows
    ]
    starts = np.cumsum([0, *(len(one) for one in places)])
    joined = np.concatenate(places) if places else np.zeros(0, dtype=np.intp)
    weights = np.concatenate(signs) if signs else np.zeros(0)
    matrix = csr_matrix((weights, joined, starts), shape=(len(rows), size))
    return matrix, np.array([row.value for row in rows], dtype=np.float64)


def system_of(rows: Sequence[Row], size: int) -> System:
    """The rows with all that follows at once already put in, and the unknowns told apart by parts."""
    matrix, value = matrix_of(rows, size)
    settled = np.full(size, np.nan)
    while _settle(matrix, value, settled):
        pass
    kept = _open_rows(matrix, settled)
    matrix, value = matrix[kept], value[kept] - matrix[kept] @ np.nan_to_num(settled)
    unknown = np.isnan(settled)
    matrix = csr_matrix(matrix.multiply(unknown[None, :]))
    matrix.eliminate_zeros()
    return System(matrix, value, settled, _parts(matrix))


def _settle(matrix: csr_matrix, value: Numbers, settled: Numbers) -> bool:
    """Put in zero sums of what cannot be below zero, and sums of one unknown; True when anything was found."""
    unknown = np.isnan(settled)
    left = value - matrix @ np.nan_to_num(settled)
    present = matrix.multiply(unknown[None, :]).tocsr()
    present.eliminate_zeros()
    count = np.diff(present.indptr)
    negative = np.asarray((present < 0).sum(axis=1)).ravel()
    zero = np.flatnonzero((count > 0) & ((negative == 0) | (negative == count)) & (np.abs(left) < _NEAR))
    if len(zero):
        settled[np.unique(present[zero].indices)] = 0.0
        return True
    single = np.flatnonzero(count == 1)
    if not len(single):
        return False
    at = present.indptr[single]
    settled[present.indices[at]] = np.maximum(0.0, left[single] * np.sign(present.data[at]))
    return True


def _open_rows(matrix: csr_matrix, settled: Numbers) -> NDArray[np.intp]:
    unknown = np.isnan(settled).astype(np.float64)
    return np.flatnonzero(abs(matrix) @ unknown > 0)


def _parts(matrix: csr_matrix) -> NDArray[np.int32]:
    rows, columns = matrix.shape
    graph = bmat([[None, matrix], [matrix.T, None]], format="csr") if rows else csr_matrix((columns, columns))
    _, labels = connected_components(graph, directed=False)
    return np.asarray(labels[rows:], dtype=np.int32)
