"""From texts to groups: by what people told of them (place, topic) first, by their words where nobody told enough."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

import numpy as np

from otklik.core.text_groups.clusters import Labels, average_link, means_of
from otklik.core.text_groups.words import table_of, unit_rows, weighed

ALONE = -1
#: Mean cosine distance up to which texts of one block say the same, where their words alone tell it.
BY_WORDS = 0.86
#: The same where the topic is told in large: only what stands clearly apart becomes a group of its own.
WITHIN_TOPIC = 0.97
#: A told block of so many groups' worth of texts is looked through for parts; a part is this share of it at least.
PARTS_FROM, LEAST_PART = 6, 0.02
#: What texts say the same by their words must share: one word that so many of them have, or two that fewer do.
ONE_WORD, TWO_WORDS = 0.75, 0.6
#: A text left alone joins the nearest group of its surroundings from this likeness on.
JOINS_FROM = 0.16
#: The smallest group: so many texts, growing with the square root of all, so that a map stays readable.
LEAST, GROWTH = 2, 0.1
CHUNK = 1_000


@dataclass(frozen=True)
class Level:
    """One key for each text (None: not told). `is_enough`: texts of one key are of one topic, whatever their words.

    `is_fine`: the topic is told so exactly that the block is not looked through for parts.
    """

    keys: Sequence[Hashable | None]
    is_enough: bool = False
    is_fine: bool = False

    def only(self, places: Labels) -> "Level":
        """The level of these texts alone."""
        return replace(self, keys=[self.keys[place] for place in places.tolist()])


def least_of(count: int) -> int:
    """The smallest group among so many texts: 2 up to some six hundred, 3 of 1,000, 32 of 100,000."""
    return max(LEAST, round(GROWTH * sqrt(count)))


def group_texts(
    texts: Sequence[str], *, keys: Sequence[Hashable] | None = None, told: Sequence[Hashable | None] | None = None
) -> Labels:
    """A label 0.. for each text, −1 for one that says what no other says. The same texts always get the same labels.

    `keys`: only texts of one key are grouped together (process and touchpoint); `told`: the topic that people gave.
    """
    rows = weighed(table_of(texts).counts())
    blocks: Sequence[Hashable] = keys if keys is not None else [0] * len(texts)
    given = told if told is not None else [None] * len(texts)
    topics = [(key, topic) if topic is not None else None for key, topic in zip(blocks, given, strict=True)]
    return group_rows(rows, [Level(topics, is_enough=True), Level(list(blocks))], joins=blocks)


def group_rows(rows: Any, levels: Sequence[Level], *, joins: Sequence[Hashable] | None, least: int = 0) -> Labels:
    """The same for weighed rows, level after level, the finest first; what no level groups may join a near group.

    `joins`: a text joins only groups whose texts have its key; None: nothing joins.
    """
    labels: Labels = np.full(rows.shape[0], ALONE, dtype=np.intp)
    smallest = least or least_of(rows.shape[0])
    following = 0
    for level in levels:
        for members in _blocks(level, labels):
            for group in _groups_of(rows, members, level, smallest):
                labels[group] = following
                following += 1
    if joins is not None:
        _join(rows, labels, joins)
    return labels


def _blocks(level: Level, labels: Labels) -> Iterator[Labels]:
    """Texts still alone, by their key, in the order in which the keys first appear."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for place in np.flatnonzero(labels == ALONE).tolist():
        key = level.keys[place]
        if key is not None:
            found[key].append(place)
    return (np.array(places, dtype=np.intp) for places in found.values())


def _groups_of(rows: Any, members: Labels, level: Level, least: int) -> Iterator[Labels]:
    if len(members) < least:
        return
    if not level.is_enough:
        parts = _parts(members, average_link(rows[members], BY_WORDS), least)
        yield from (part for part in parts if _shares_words(rows[part]))
    elif level.is_fine or len(members) < PARTS_FROM * least:
        yield members
    else:
        yield from _parts_of_topic(rows, members, least)


def _parts_of_topic(rows: Any, members: Labels, least: int) -> list[Labels]:
    """What stands clearly apart in a topic told in large, and the rest; a rest too small goes to the largest part."""
    smallest = max(least, round(LEAST_PART * len(members)))
    parts = list(_parts(members, average_link(rows[members], WITHIN_TOPIC), smallest))
    rest = np.setdiff1d(members, np.concatenate(parts)) if parts else members
    if len(rest) < least and parts:
        largest = max(range(len(parts)), key=lambda place: len(parts[place]))
        parts[largest] = np.union1d(parts[largest], rest)
    elif len(rest):
        parts.append(rest)
    return parts


def _shares_words(rows: Any) -> bool:
    """Whether the texts have something in common that one can name."""
    shares = np.bincount(rows.indices, minlength=rows.shape[1]) / rows.shape[0]
    return bool((shares >= ONE_WORD).any() or (shares >= TWO_WORDS).sum() > 1)


def _parts(members: Labels, labels: Labels, least: int) -> Iterator[Labels]:
    sizes = np.bincount(labels)
    for label in np.flatnonzero(sizes >= least):
        yield members[labels == label]


def _join(rows: Any, labels: Labels, joins: Sequence[Hashable]) -> None:
    """Texts left alone go to the nearest group of the same surroundings; the groups are compared as they were."""
    grouped, alone = np.flatnonzero(labels != ALONE), np.flatnonzero(labels == ALONE)
    if not len(grouped) or not len(alone):
        return
    means = unit_rows(means_of(rows[grouped], labels[grouped]))
    numbers = {key: number for number, key in enumerate(dict.fromkeys(joins))}
    own = np.array([numbers[key] for key in joins], dtype=np.intp)
    of_label = np.zeros(means.shape[0], dtype=np.intp)
    of_label[labels[grouped]] = own[grouped]
    for start in range(0, len(alone), CHUNK):
        chunk = alone[start : start + CHUNK]
        alike = (rows[chunk] @ means.T).toarray()
        alike[own[chunk][:, None] != of_label[None, :]] = 0.0
        best = alike.argmax(axis=1)
        near = alike[np.arange(len(chunk)), best] >= JOINS_FROM
        labels[chunk[near]] = best[near]
