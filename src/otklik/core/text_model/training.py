"""Training: balanced ridge regression over the features, calibrated on scores of texts as if they were unseen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from otklik.core.text_model.calibration import calibrate
from otklik.core.text_model.examples import FEWEST_EXAMPLES, Examples, examples_of
from otklik.core.text_model.features import vocabulary_of
from otklik.core.text_model.model import TextModel
from otklik.core.text_model.regression import regress

#: Share of right ones that «sure» promises.
PRECISION = 0.9
#: Fewer texts with decisions say nothing of how sure the model may be.
FEWEST_TO_CALIBRATE = 40
#: What a name of a label weighs beside a text that a person gave the label.
NAME_WEIGHT = 0.5


def train(
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    names: Mapping[str, Sequence[str]] | None = None,
    precision: float = PRECISION,
    fewest: int = FEWEST_EXAMPLES,
) -> TextModel:
    """Learn from texts and their labels, the oldest first; the same input gives the same model.

    `names` are names (and words) of labels, from which it starts before there are decisions. A label with fewer than
    `fewest` texts and no name is not learned. Where fewer than two labels are left the model stays silent.
    """
    return train_on(examples_of(texts, labels, fewest=fewest, names=names or {}), precision=precision)


def train_on(examples: Examples, *, precision: float) -> TextModel:
    """The same from examples that are chosen already."""
    if len(examples.labels) < 2:  # noqa: PLR2004 - one label is no choice
        return _silent(examples)
    model, unseen = _fitted(examples)
    if len(examples.texts) < FEWEST_TO_CALIBRATE:
        return model
    proven = calibrate(unseen.astype(np.float64), examples.answers, precision=precision)
    return replace(model, link=proven.link, sure_from=proven.sure_from, speaks_from=proven.speaks_from)


def _fitted(examples: Examples) -> tuple[TextModel, NDArray[np.float32]]:
    """A model that is not calibrated yet, and the scores of its texts as if each had not been learned from."""
    names = [name for name, _ in examples.named]
    vocabulary = vocabulary_of(examples.texts, names)
    answers = np.concatenate([examples.answers, np.array([number for _, number in examples.named], dtype=np.int64)])
    importance = np.repeat(np.array([1, NAME_WEIGHT], dtype=np.float32), [len(examples.texts), len(names)])
    features = vocabulary.matrix((*examples.texts, *names))
    found = regress(features, answers, importance, len(examples.labels))
    model = TextModel(
        labels=examples.labels,
        vocabulary=vocabulary,
        weights=found.weights.astype(np.float16),
        intercepts=found.intercepts,
        examples=examples.counts(),
        text_count=len(examples.texts),
    )
    return model, found.unseen[: len(examples.texts)]


def _silent(examples: Examples) -> TextModel:
    weights, intercepts = np.zeros((0, 0), dtype=np.float16), np.zeros(0, dtype=np.float32)
    return TextModel((), vocabulary_of(()), weights, intercepts, (), text_count=len(examples.texts))
