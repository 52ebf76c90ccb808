"""What is measured of one kind of label."""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from otklik.core.dictionary_forms import forms_of
from otklik.core.text_model import Quality, TextModel, evaluate, measure, train
from otklik.core.text_model.words import read_words
from quality.source import FEWEST, Labelled, Messages

FOLDS, SEED = 5, 0
CURVE = (50, 100, 200, 400, 800, 1600)
Result = TypeVar("Result")


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU to train, bytes of the model, milliseconds of CPU of a suggestion (median, 95 of 100), texts a
    second; MiB of memory at the most so far."""

    train_seconds: float
    model_bytes: int
    middle_ms: float
    slow_ms: float
    texts_per_second: float
    memory_mib: float


@dataclass(frozen=True)
class Point:
    """A model of the first so many decisions, measured on the test part."""

    count: int
    known_labels: int
    quality: Quality


@dataclass(frozen=True)
class Study:
    """Everything about one kind of label."""

    label: str
    folds: Quality
    test: Quality
    cost: Cost
    start: Quality
    """Of names alone, before any decision."""
    curve: tuple[Point, ...]


def study(label: str, messages: Messages) -> Study:
    """Cross-validation over all rows, the test part, cost, learning curve."""
    folds = evaluate(messages.unlike.texts, messages.unlike.labels, folds=FOLDS, seed=SEED, fewest=FEWEST)
    if folds is None:
        raise SystemExit(f"Too few rows with {label}.")
    model, seconds = _timed(lambda: train(messages.train.texts, messages.train.labels, fewest=FEWEST))
    named = train((), (), names={name: (name,) for name in messages.names})
    return Study(
        label=label,
        folds=folds,
        test=measure(model, messages.test.texts, messages.test.labels),
        cost=_cost(model, seconds, messages.test.texts),
        start=measure(named, messages.test.texts, messages.test.labels),
        curve=tuple(_point(messages, count) for count in (*CURVE, len(messages.train))),
    )


def _point(messages: Messages, count: int) -> Point:
    """Labels that the few decisions did not teach count as mistakes."""
    chosen = _shuffled(messages.train).first(count)
    names = {name: (name,) for name in messages.names}
    model = train(chosen.texts, chosen.labels, fewest=FEWEST, names=names)
    learned = sum(1 for examples in model.examples if examples)
    return Point(len(chosen), learned, measure(model, messages.test.texts, messages.test.labels))


def _shuffled(labelled: Labelled) -> Labelled:
    order = np.random.default_rng(SEED).permutation(len(labelled))
    return Labelled(tuple(labelled.texts[i] for i in order), tuple(labelled.labels[i] for i in order))


def _cost(model: TextModel, seconds: float, texts: Sequence[str]) -> Cost:
    """Each text is met for the first time: what was remembered of words is forgotten before."""
    forms_of.cache_clear()
    read_words.cache_clear()
    spent = []
    for text in texts:
        _, taken = _timed(lambda text=text: model.suggest(text))
        spent.append(taken * 1000)
    return Cost(
        train_seconds=seconds,
        model_bytes=len(model.to_bytes()),
        middle_ms=float(np.median(spent)),
        slow_ms=float(np.quantile(spent, 0.95)),
        texts_per_second=len(spent) / sum(spent) * 1000,
        memory_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    started = time.process_time()
    result = work()
    return result, time.process_time() - started
