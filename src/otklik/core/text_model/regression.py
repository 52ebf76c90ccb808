"""Balanced ridge regression, solved exactly, with the score that each text would have had it not been learned from.

A column of targets for each label (1 its texts, -1 the others), one solution for all. Texts of rare labels weigh more,
so that a label of ten texts is not drowned by one of a thousand. The solution is in closed form: no steps, no chance.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Penalty of large weights, and how far rare labels are lifted (0: not at all, 1: to equal weight). Both chosen by
#: cross-validation on the train part of real messages: docs/quality.md.
PENALTY, BALANCE = 2.5, 0.6

_COLUMNS = 500

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Regression:
    """`weights`: a row for each label; `unseen`: scores of each text by the others alone."""

    weights: Numbers
    intercepts: Numbers
    unseen: Numbers


def regress(features: Any, answers: NDArray[np.int64], importance: Numbers, label_count: int) -> Regression:
    """Fit the scores of labels to the rows of a sparse matrix; `importance` is the weight of each row."""
    rows = np.arange(len(answers))
    targets = -np.ones((len(answers), label_count), dtype=np.float32)
    targets[rows, answers] = 1
    kernel = _kernel(features)
    kernel[rows, rows] += PENALTY / (importance * _lifted(answers, importance, label_count))
    duals, inverse = _solved(kernel, targets)
    return Regression(
        weights=np.ascontiguousarray((features.T @ duals).T, dtype=np.float32),
        intercepts=duals.sum(axis=0),
        unseen=targets - duals / inverse[:, None],
    )


def _kernel(features: Any) -> Numbers:
    """How alike each two texts are, and 1 for the intercept; some columns at a time: the sparse product is larger."""
    count = features.shape[0]
    kernel = np.empty((count, count), dtype=np.float32, order="F")
    for start in range(0, count, _COLUMNS):
        some = features[start : start + _COLUMNS]
        kernel[:, start : start + _COLUMNS] = (features @ some.T).toarray()
    kernel += 1
    return kernel


def _lifted(answers: NDArray[np.int64], importance: Numbers, label_count: int) -> Numbers:
    sums = np.bincount(answers, weights=importance, minlength=label_count)
    balanced = importance.sum() / (label_count * np.maximum(sums, 1e-9))
    return np.asarray(balanced[answers] ** BALANCE, dtype=np.float32)


def _solved(kernel: Numbers, targets: Numbers) -> tuple[Numbers, Numbers]:
    """The solution, and the diagonal of the inverse that the unseen scores follow from; takes the kernel's memory."""
    from scipy.linalg import LinAlgError  # noqa: PLC0415 - half a second to load: needed to learn, not to suggest
    from scipy.linalg.lapack import spotrf, spotri, spotrs  # noqa: PLC0415 - as above

    factor, failed = spotrf(kernel, lower=1, overwrite_a=1)
    if failed:
        raise LinAlgError("The kernel of the texts is not positive definite.")
    duals, _ = spotrs(factor, targets, lower=1)
    inverse, _ = spotri(factor, lower=1, overwrite_c=1)
    return np.ascontiguousarray(duals), np.ascontiguousarray(np.diagonal(inverse))
