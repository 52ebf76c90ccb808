"""Training: balanced logistic regression over the features, calibrated on folds it had not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from otklik.core.text_model.calibration import Calibration, calibrate
from otklik.core.text_model.examples import FEWEST_EXAMPLES, Examples, examples_of, folds_of
from otklik.core.text_model.features import Vocabulary, vocabulary_of
from otklik.core.text_model.model import TextModel

#: Share of right ones that «sure» promises.
PRECISION = 0.9
#: Fewer texts with decisions say nothing of how sure the model may be.
FEWEST_TO_CALIBRATE = 40
CALIBRATION_FOLDS = 3
#: What a name of a label weighs beside a text that a person gave the label.
NAME_WEIGHT = 0.5
_STRENGTH, _STEPS = 10.0, 100
_UNPROVEN = Calibration(sharpness=1.0, sure_from=None, speaks_from=0.0)


def train(
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    seed: int = 0,
    names: Mapping[str, Sequence[str]] | None = None,
    precision: float = PRECISION,
    fewest: int = FEWEST_EXAMPLES,
) -> TextModel:
    """Learn from texts and their labels, the oldest first; the same input gives the same model.

    `names` are names (and words) of labels, from which it starts before there are decisions. A label with fewer than
    `fewest` texts and no name is not learned. Where fewer than two labels are left the model stays silent.
    """
    return train_on(examples_of(texts, labels, fewest=fewest, names=names or {}), seed=seed, precision=precision)


def train_on(examples: Examples, *, seed: int, precision: float) -> TextModel:
    """The same from examples that are chosen already."""
    if len(examples.labels) < 2:  # noqa: PLR2004 - one label is no choice
        return _silent(examples)
    proven = calibrate_on_folds(examples, seed=seed, precision=precision)
    return replace(
        fit(examples), sharpness=proven.sharpness, sure_from=proven.sure_from, speaks_from=proven.speaks_from
    )


def fit(examples: Examples) -> TextModel:
    """A model that is not calibrated yet."""
    learned = (*examples.texts, *(name for name, _ in examples.named))
    answers = np.concatenate([examples.answers, np.array([number for _, number in examples.named], dtype=np.int64)])
    vocabulary = vocabulary_of(examples.texts, [name for name, _ in examples.named])
    weighed = np.where(np.arange(len(learned)) < len(examples.texts), 1.0, NAME_WEIGHT)
    weights, intercepts = _regress(vocabulary, learned, answers, weighed, len(examples.labels))
    return TextModel(
        labels=examples.labels,
        vocabulary=vocabulary,
        weights=weights,
        intercepts=intercepts,
        examples=examples.counts(),
        text_count=len(examples.texts),
    )


def calibrate_on_folds(examples: Examples, *, seed: int, precision: float) -> Calibration:
    """Scores of texts that the model did not learn from, and what they prove; nothing is proven by few texts."""
    if len(examples.texts) < FEWEST_TO_CALIBRATE:
        return _UNPROVEN
    folds = folds_of(examples, count=CALIBRATION_FOLDS, seed=seed)
    scores = np.zeros((len(examples.texts), len(examples.labels)))
    for fold in range(CALIBRATION_FOLDS):
        rows = folds == fold
        model = fit(examples.part(~rows))
        scores[rows] = model.vocabulary.matrix(examples.part(rows).texts) @ model.weights.T + model.intercepts
    return calibrate(scores, examples.answers, precision=precision)


def _regress(
    vocabulary: Vocabulary, texts: Sequence[str], answers: NDArray[np.int64], weighed: NDArray[np.float64], count: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights and intercepts, a row for each of `count` labels; a label that no text has gets no chance."""
    sums = np.bincount(answers, weights=weighed, minlength=count)
    balance = weighed.sum() / (count * np.maximum(sums, 1e-9))[answers]
    regression = LogisticRegression(C=_STRENGTH, max_iter=_STEPS, tol=1e-3)
    regression.fit(vocabulary.matrix(texts), answers, sample_weight=weighed * balance)
    weights = np.zeros((count, len(vocabulary)), dtype=np.float32)
    intercepts = np.full(count, np.float32(-20))
    found, offsets = regression.coef_, regression.intercept_
    if len(found) == 1:
        found, offsets = np.vstack([-found, found]) / 2, np.concatenate([-offsets, offsets]) / 2
    weights[regression.classes_] = found
    intercepts[regression.classes_] = offsets
    return weights.astype(np.float16).astype(np.float32), intercepts


def _silent(examples: Examples) -> TextModel:
    nothing = np.zeros((0, 0), dtype=np.float32)
    return TextModel((), vocabulary_of(()), nothing, nothing[:, :0].ravel(), (), text_count=len(examples.texts))
