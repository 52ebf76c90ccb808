"""Sums from which a rating and its uncertainty follow; sums of parts add up to the sum of the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from otklik.core.ratings.formula import RatingFormula
from otklik.core.ratings.item import Item

Floats = NDArray[np.float64]
Groups = NDArray[np.intp]
_CHUNK = 65_536
ALL = "all"
#: Weight -> unweighted numerator and denominator of those who weigh so.
Classes = Mapping[float, tuple[float, float]]
_DIGITS = 9


@dataclass(frozen=True)
class Tally:
    """Over respondents: `sums` of numerators, then of denominators of each question; `cross` their products.

    `n` respondents with any mark, `marks` given by them; `weight`, `squares`: sums of weights and of their squares.
    `classes`: what stands behind a pooled sum before it is weighed, by weight: numerator and denominator.
    """

    keys: tuple[str, ...]
    importance: tuple[float, ...]
    n: int
    marks: int
    sums: Floats
    cross: Floats
    weight: float
    squares: float
    classes: Classes = field(default_factory=dict)

    def __add__(self, other: "Tally") -> "Tally":
        """Both together: questions of the same key are one."""
        known = dict(zip(other.keys, other.importance, strict=True)) | dict(
            zip(self.keys, self.importance, strict=True)
        )
        keys = tuple(dict.fromkeys((*self.keys, *other.keys)))
        one, two = _spread(self, keys), _spread(other, keys)
        return Tally(
            keys,
            tuple(known[key] for key in keys),
            self.n + other.n,
            self.marks + other.marks,
            one[0] + two[0],
            one[1] + two[1],
            self.weight + other.weight,
            self.squares + other.squares,
            _together(self.classes, other.classes),
        )


NOTHING = Tally((), (), 0, 0, np.zeros(0), np.zeros((0, 0)), 0.0, 0.0)


def total(tallies: Sequence[Tally]) -> Tally:
    """All together; `NOTHING` for none."""
    return reduce(Tally.__add__, tallies, NOTHING)


def tally(formula: RatingFormula, items: Sequence[Item], weights: Floats | None = None) -> Tally:
    """The sums over all respondents; `weights` of respondents, if they are weighted."""
    parts, any_mark, keys, importance = _parts(formula, items)
    weighed = np.ones(len(any_mark)) if weights is None else weights
    sums, cross = np.zeros(len(keys) * 2), np.zeros((len(keys) * 2, len(keys) * 2))
    for start in range(0, len(any_mark), _CHUNK):
        chunk = parts[:, start : start + _CHUNK].astype(np.float64) * weighed[start : start + _CHUNK]
        sums += chunk.sum(axis=1)
        cross += chunk @ chunk.T
    marks = int(sum(np.count_nonzero(item.answered) for item in items))
    taken = weighed[any_mark]
    squares, classes = float((taken**2).sum()), _classes(parts, weights) if len(keys) == 1 else {}
    return Tally(keys, importance, len(taken), marks, sums, cross, float(taken.sum()), squares, classes)


def tallies(
    formula: RatingFormula, items: Sequence[Item], groups: Groups, count: int, weights: Floats | None = None
) -> list[Tally]:
    """The sums by group: `groups` gives each respondent's place 0 … count−1; a negative place belongs to none."""
    parts, any_mark, keys, importance = _parts(formula, items)
    inside = any_mark & (groups >= 0)
    parts, places = parts[:, inside], groups[inside]
    weighed = np.ones(len(places)) if weights is None else weights[inside]
    rows = parts * weighed.astype(np.float32) if weights is not None else parts
    sums = np.array([np.bincount(places, row, count) for row in rows])
    cross = np.zeros((len(rows), len(rows), count))
    for one in range(len(rows)):
        for two in range(one + 1):
            cross[one, two] = cross[two, one] = np.bincount(places, rows[one] * rows[two], count)
    people = np.bincount(places, minlength=count)
    marks = _marks_by_group(items, groups, count)
    weight, squares = np.bincount(places, weighed, count), np.bincount(places, weighed**2, count)
    return [
        Tally(
            keys, importance, int(people[at]), int(marks[at]), sums[:, at], cross[:, :, at],
            float(weight[at]), float(squares[at]),
        )
        for at in range(count)
    ]  # fmt: skip


def _parts(
    formula: RatingFormula, items: Sequence[Item]
) -> tuple[NDArray[np.float32], NDArray[np.bool_], tuple[str, ...], tuple[float, ...]]:
    """Rows of numerators, then of denominators, by question or pooled; who gave any mark; keys; importance."""
    length = len(items[0].marks) if items else 0
    any_mark = np.zeros(length, dtype=bool)
    for item in items:
        any_mark |= item.answered
    found = [formula.part(item, any_mark) for item in items]
    tops, bottoms = [one for one, _ in found], [two for _, two in found]
    if formula.by_item:
        keys, importance = tuple(item.key for item in items), tuple(item.importance for item in items)
    else:
        keys, importance = (ALL,), (1.0,)
        tops, bottoms = [_added(tops, length)], [_added(bottoms, length)]
    counted = np.any(np.array(bottoms) > 0, axis=0) if bottoms else any_mark
    return np.array([*tops, *bottoms], dtype=np.float32).reshape(2 * len(keys), length), counted, keys, importance


def _classes(parts: NDArray[np.float32], weights: Floats | None) -> Classes:
    counted = parts[1] > 0
    if weights is None:
        top, bottom = (float(row[counted].sum(dtype=np.float64)) for row in parts)
        return {1.0: (top, bottom)} if counted.any() else {}
    known, places = np.unique(weights[counted].round(_DIGITS), return_inverse=True)
    tops, bottoms = (np.bincount(places, row[counted], len(known)) for row in parts)
    return {float(known[at]): (float(tops[at]), float(bottoms[at])) for at in range(len(known))}


def _together(one: Classes, two: Classes) -> Classes:
    found = dict(one)
    for weight, (top, bottom) in two.items():
        held = found.get(weight, (0.0, 0.0))
        found[weight] = held[0] + top, held[1] + bottom
    return found


def _added(rows: Sequence[NDArray[np.float32]], length: int) -> NDArray[np.float32]:
    return np.sum(rows, axis=0, dtype=np.float32) if rows else np.zeros(length, dtype=np.float32)


def _marks_by_group(items: Sequence[Item], groups: Groups, count: int) -> NDArray[np.intp]:
    marks = np.zeros(count, dtype=np.intp)
    for item in items:
        marks += np.bincount(groups[item.answered & (groups >= 0)], minlength=count)
    return marks


def _spread(one: Tally, keys: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Sums and products laid out for a longer list of questions."""
    places = [keys.index(key) for key in one.keys]
    at = np.array([*places, *(place + len(keys) for place in places)], dtype=np.intp)
    sums, cross = np.zeros(2 * len(keys)), np.zeros((2 * len(keys), 2 * len(keys)))
    sums[at] = one.sums
    cross[np.ix_(at, at)] = one.cross
    return sums, cross
