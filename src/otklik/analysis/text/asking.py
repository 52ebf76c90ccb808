"""Asking a model: the likeliest values of a label with their chances, for one text with words, for many without.

A text may have several categories. Their model learns which go together («3+7» is one value of it): the chance of a
category is the sum over the sets that hold it, so that «82 %» means what it says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from otklik.analysis.models import TextLabel
from otklik.analysis.text.labels import MANNERS
from otklik.core.text_model import Suggested, TextModel

TOGETHER = "+"
#: A set of categories that fewer texts have is learned as its categories one by one.
FEWEST_OF_SET = 8
#: Sets that are asked for their words.
SETS_ASKED = 3


def learned_values(label: TextLabel, decided: Iterable[Sequence[str]]) -> list[list[str]]:
    """What each decision is learned as: a row of the training for each value."""
    rows = [list(values) for values in decided]
    if label != TextLabel.CATEGORY:
        return rows
    sets = [TOGETHER.join(sorted(values)) for values in rows]
    counts = Counter(sets)
    return [[one] if counts[one] >= FEWEST_OF_SET else row for one, row in zip(sets, rows, strict=True)]


def likeliest_of(label: TextLabel, model: TextModel, texts: Sequence[str]) -> list[tuple[Suggested, ...]]:
    """For each text the likeliest values, without words; nothing where the model has learned nothing."""
    if not model.labels or not texts:
        return [() for _ in texts]
    return [_likeliest(label, model.labels, row) for row in model.probabilities(texts)]


def suggested_for(label: TextLabel, model: TextModel, text: str) -> tuple[Suggested, ...]:
    """The likeliest values with the words that caused them; nothing for a text of unknown words."""
    if label != TextLabel.CATEGORY:
        return model.suggest(text, most=MANNERS[label].most)
    words: dict[str, tuple[str, ...]] = {}
    for one in replace(model, speaks_from=0.0).suggest(text, most=SETS_ASKED):
        for value in one.label.split(TOGETHER):
            words.setdefault(value, one.words)
    return tuple(
        replace(one, words=words[one.label]) for one in likeliest_of(label, model, [text])[0] if one.label in words
    )


def _likeliest(label: TextLabel, labels: Sequence[str], chances: NDArray[np.float64]) -> tuple[Suggested, ...]:
    sums: dict[str, float] = defaultdict(float)
    for place in np.flatnonzero(chances > 0).tolist():
        for value in labels[place].split(TOGETHER) if label == TextLabel.CATEGORY else (labels[place],):
            sums[value] += float(chances[place])
    best = sorted(sums, key=lambda value: -sums[value])[: MANNERS[label].most]
    return tuple(Suggested(value, min(1.0, sums[value]), (), is_sure=False) for value in best)
