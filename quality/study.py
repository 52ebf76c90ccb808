"""What is measured of one kind of label."""

import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from otklik.core.dictionary_forms import forms_of
from otklik.core.text_model import Quality, TextModel, evaluate, measure, train
from otklik.core.text_model.words import read_words
from quality.source import FEWEST, Labelled, Messages

FOLDS, SEED = 5, 0
#: Decisions of the learning curve; then all of them.
NAMED_UP_TO = 400
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
class Judged:
    """Cross-validation over all rows, and the test part by a model of the train part."""

    folds: Quality
    test: Quality


@dataclass(frozen=True)
class Told:
    """Shares of all texts of the test part: the first label is right, one of five is; a label that the model does not
    know is a mistake. Then the share called sure, and the share of that which is right."""

    first: float
    five: float
    sure: float
    sure_right: float


@dataclass(frozen=True)
class Point:
    """A model of the first so many decisions, without and (while they are few) with the names of all labels."""

    count: int
    learned_labels: int
    plain: Told
    named: Told | None


@dataclass(frozen=True)
class Study:
    """Everything about one kind of label."""

    label: str
    plain: Judged
    named: Judged
    cost: Cost
    curve: tuple[Point, ...]


def study(label: str, messages: Messages) -> Study:
    """Cross-validation over all rows, the test part, cost, learning curve."""
    model, seconds = _timed(lambda: train(messages.train.texts, messages.train.labels, fewest=FEWEST))
    return Study(
        label=label,
        plain=Judged(_folds(label, messages, {}), measure(model, messages.test.texts, messages.test.labels)),
        named=judged_with_names(label, messages),
        cost=_cost(model, seconds, messages.test.texts),
        curve=(*(_point(messages, count) for count in (0, *CURVE)), _whole(model, messages)),
    )


def judged_with_names(label: str, messages: Messages) -> Judged:
    """As the product learns: from the names of all labels of the file too, also those that no counted row has."""
    names = _names(messages)
    model = train(messages.train.texts, messages.train.labels, fewest=FEWEST, names=names)
    return Judged(_folds(label, messages, names), measure(model, messages.test.texts, messages.test.labels))


def _folds(label: str, messages: Messages, names: Mapping[str, Sequence[str]]) -> Quality:
    rows = messages.unlike
    found = evaluate(rows.texts, rows.labels, folds=FOLDS, seed=SEED, fewest=FEWEST, names=names)
    if found is None:
        raise SystemExit(f"Too few rows with {label}.")
    return found


def _names(messages: Messages) -> dict[str, tuple[str, ...]]:
    return {name: (name,) for name in messages.names}


def _whole(model: TextModel, messages: Messages) -> Point:
    return Point(len(messages.train), len(model.labels), _told(model, messages.test), None)


def _point(messages: Messages, count: int) -> Point:
    chosen = _shuffled(messages.train).first(count)
    plain = train(chosen.texts, chosen.labels, fewest=FEWEST)
    return Point(count, len(plain.labels), _told(plain, messages.test), _named(chosen, messages))


def _named(chosen: Labelled, messages: Messages) -> Told | None:
    if len(chosen) > NAMED_UP_TO:
        return None
    return _told(train(chosen.texts, chosen.labels, fewest=FEWEST, names=_names(messages)), messages.test)


def _told(model: TextModel, test: Labelled) -> Told:
    found = measure(model, test.texts, test.labels)
    known = found.text_count / len(test)
    return Told(found.accuracy * known, found.top_five_share * known, found.sure.share * known, found.sure.precision)


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
