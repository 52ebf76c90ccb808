"""How well a model does on texts that it has not learned from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from otklik.core.text_model.calibration import LIST_LENGTH, best_threshold
from otklik.core.text_model.examples import FEWEST_EXAMPLES, Examples, examples_of, folds_of
from otklik.core.text_model.model import TextModel
from otklik.core.text_model.training import PRECISION, train_on

BIN_COUNT = 10

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Bin:
    """Texts whose first suggestion had a confidence from `low` to `high`: said on average, came true."""

    low: float
    high: float
    count: int
    confidence: float
    right_share: float


@dataclass(frozen=True)
class Covered:
    """Texts whose first suggestion stands above a threshold: their share of all, the share of them that is right."""

    share: float
    precision: float
    count: int


@dataclass(frozen=True)
class LabelQuality:
    """One label: how many texts have it, and how it is found (shares 0..1)."""

    label: str
    count: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Quality:
    """Figures on texts with known labels; shares 0..1. Every text counts by its likeliest label, said or kept back."""

    text_count: int
    left_out_count: int
    """Texts in no figure: their label is not known to the model, or they repeat another of the same label."""
    label_count: int
    accuracy: float
    macro_f1: float
    weighted_f1: float
    top_five_share: float
    """The right label is among the five likeliest."""
    calibration_error: float
    """Mean distance of confidence from what came true, over the bins, weighted by their texts."""
    bins: tuple[Bin, ...]
    sure: Covered
    """What the model itself calls sure, by the threshold that it learned."""
    coverage: float
    """The most that could be called sure at the stated precision, by the best threshold for these very texts."""
    labels: tuple[LabelQuality, ...]


def evaluate(
    texts: Sequence[str],
    labels: Sequence[str],
    *,
    folds: int = 5,
    groups: Sequence[object] | None = None,
    seed: int = 0,
    names: Mapping[str, Sequence[str]] | None = None,
    precision: float = PRECISION,
    fewest: int = FEWEST_EXAMPLES,
) -> Quality | None:
    """Cross-validation: each text judged by a model that learned from the other folds. None: too few to be split.

    `groups` (one for each text) are never torn apart; without them equal texts are not.
    """
    examples = examples_of(texts, labels, fewest=fewest, names=names or {})
    left_out = len(texts) - len(examples.texts)
    if len(examples.labels) < 2 or len(examples.texts) < folds:  # noqa: PLR2004 - one label is no choice
        return None
    kept = None if groups is None else [groups[number] for number in examples.rows]
    split = folds_of(examples, count=folds, seed=seed, groups=kept)
    chances = np.zeros((len(examples.texts), len(examples.labels)))
    is_sure = np.zeros(len(examples.texts), dtype=bool)
    for fold in range(folds):
        rows = split == fold
        model = train_on(examples.part(~rows), precision=precision)
        chances[rows] = model.probabilities(examples.part(rows).texts)
        is_sure[rows] = model.is_sure(chances[rows])
    return _figures(examples, chances, is_sure, left_out=left_out, precision=precision)


def measure(model: TextModel, texts: Sequence[str], labels: Sequence[str], *, precision: float = PRECISION) -> Quality:
    """Figures of a trained model on decisions that it has not seen; labels it does not know are left out."""
    known = {label: number for number, label in enumerate(model.labels)}
    pairs = [(text, known[label]) for text, label in zip(texts, labels, strict=True) if label in known]
    answers = np.array([number for _, number in pairs], dtype=np.int64)
    examples = Examples(model.labels, tuple(text for text, _ in pairs), answers)
    chances = model.probabilities(examples.texts) if pairs else np.zeros((0, len(model.labels)))
    return _figures(examples, chances, model.is_sure(chances), left_out=len(texts) - len(pairs), precision=precision)


def _figures(
    examples: Examples, chances: Numbers, is_sure: NDArray[np.bool_], *, left_out: int, precision: float
) -> Quality:
    if not len(examples.texts):
        return Quality(0, left_out, 0, 0.0, 0.0, 0.0, 0.0, 0.0, (), Covered(0.0, 0.0, 0), 0.0, ())
    answers, first, confidence = examples.answers, chances.argmax(axis=1), chances.max(axis=1)
    is_right = first == answers
    each = _each_label(examples, first)
    present = [one for one in each if one.count]
    counts = np.array([one.count for one in present])
    bins = _bins(confidence, is_right)
    return Quality(
        text_count=len(answers),
        left_out_count=left_out,
        label_count=len(present),
        accuracy=float(is_right.mean()),
        macro_f1=float(
            np.mean([one.f1 for one in each if one.count or (first == examples.labels.index(one.label)).any()])
        ),
        weighted_f1=float(np.average([one.f1 for one in present], weights=counts)),
        top_five_share=float((np.argsort(-chances, axis=1)[:, :LIST_LENGTH] == answers[:, None]).any(axis=1).mean()),
        calibration_error=sum(one.count * abs(one.confidence - one.right_share) for one in bins) / len(answers),
        bins=bins,
        sure=_covered(is_sure, is_right),
        coverage=float((confidence >= best_threshold(confidence, is_right, precision)).mean()),
        labels=each,
    )


def _each_label(examples: Examples, first: NDArray[np.int64]) -> tuple[LabelQuality, ...]:
    counts = [np.bincount(some, minlength=len(examples.labels)) for some in (examples.answers, first)]
    right = np.bincount(examples.answers[examples.answers == first], minlength=len(examples.labels))
    rows = zip(examples.labels, right.tolist(), counts[0].tolist(), counts[1].tolist(), strict=True)
    return tuple(
        LabelQuality(label, count, hit / max(said, 1), hit / max(count, 1), 2 * hit / max(count + said, 1))
        for label, hit, count, said in rows
    )


def _covered(is_sure: NDArray[np.bool_], is_right: NDArray[np.bool_]) -> Covered:
    count = int(is_sure.sum())
    return Covered(count / len(is_sure), float(is_right[is_sure].mean()) if count else 0.0, count)


def _bins(confidence: Numbers, is_right: NDArray[np.bool_]) -> tuple[Bin, ...]:
    place = np.minimum((confidence * BIN_COUNT).astype(int), BIN_COUNT - 1)
    found = []
    for number in range(BIN_COUNT):
        if (rows := place == number).any():
            low, high = number / BIN_COUNT, (number + 1) / BIN_COUNT
            said, came_true = float(confidence[rows].mean()), float(is_right[rows].mean())
            found.append(Bin(low, high, int(rows.sum()), said, came_true))
    return tuple(found)
