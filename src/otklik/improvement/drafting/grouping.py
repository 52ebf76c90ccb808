"""Voices of a quarter into groups: what people told of them first (place, topic), their words where nobody told."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from otklik.core.text_groups import ALONE, Level, group_rows, least_of
from otklik.core.text_groups.clusters import Labels, means_of
from otklik.core.text_groups.themes import Theme, themes_of_rows
from otklik.core.text_groups.words import unit_rows, weighed
from otklik.improvement.drafting.candidates import Candidate, Gathered

#: Level of the classifier from which a topic tells the matter itself; above it stand headings.
QUESTION = 4
#: What so large a part of a group has in common is the group's own.
MOSTLY = 0.6
#: Words that a group is known again by.
WORDS_KEPT = 40
#: Texts that are looked at for the name and the quotations of a group, the most typical first.
TYPICAL = 30


@dataclass(frozen=True)
class VoiceGroup:
    """Voices (by their places) that speak of one pain; `words`: dictionary form -> weight, together of length one.

    Ids are of what most of them have in common; None where they differ.
    """

    places: tuple[int, ...]
    typical: tuple[int, ...]
    words: dict[str, float]
    audience: str
    pain_kind: str
    process_id: int | None
    touchpoint_id: int | None
    department_id: int | None
    topic_id: int | None
    topic_level: int
    reason_id: int | None
    theme: Theme | None
    is_mixed: bool


@dataclass(frozen=True)
class Grouped:
    """The groups, the voices that none of them took, and how rare a word is among all."""

    groups: tuple[VoiceGroup, ...]
    alone: tuple[int, ...]
    rows: Any
    lemmas: tuple[str, ...]
    rarity: Callable[[str], float]

    def words_of(self, place: int) -> dict[str, float]:
        """Words of one voice with their weights."""
        row = self.rows[place]
        return {self.lemmas[column]: float(value) for column, value in zip(row.indices, row.data, strict=True)}


def group_voices(gathered: Gathered, least: int) -> Grouped:
    """All voices, each in one group or alone. Порядок: biysk 4 («точка обращения», «группа процесса»), livny 4"""
    voices, counts = gathered.voices, gathered.table.counts()
    found = themes_of_rows(counts, gathered.table.words)
    lemmas = tuple(gathered.table.words)
    rows = weighed(counts)
    rarity = _rarity(counts, gathered.table.words)
    if not voices:
        return Grouped((), (), rows, lemmas, rarity)
    levels = _levels(voices, found)
    smallest = max(least, least_of(len(voices)))
    labels = group_rows(rows, levels, joins=[(one.base, one.process_id) for one in voices], least=smallest)
    groups = _described(voices, found, rows, labels, lemmas)
    alone = tuple(np.flatnonzero(labels == ALONE).tolist())
    return Grouped(groups, alone, rows, lemmas, rarity)


def _levels(voices: Sequence[Candidate], found: Sequence[Theme | None]) -> list[Level]:
    """From the exact topic at one touchpoint to all that was said of a process, or of a sphere of life."""

    def keys(key: Callable[[Candidate, Theme | None], Hashable]) -> list[Hashable | None]:
        made = (key(one, theme) for one, theme in zip(voices, found, strict=True))
        return [(one.base, part) if part is not None else None for one, part in zip(voices, made, strict=True)]

    def told(*parts: object) -> tuple[object, ...] | None:
        return parts if None not in parts else None

    exact = [(one.topic_id if one.topic_level >= QUESTION else None) for one in voices]
    by_place = {id(one): topic for one, topic in zip(voices, exact, strict=True)}
    return [
        Level(keys(lambda one, _: told(one.process_id or 0, one.touchpoint_id or 0, by_place[id(one)])), True, True),
        Level(keys(lambda one, _: told(one.process_id or 0, one.touchpoint_id or 0, one.topic_id)), True),
        Level(keys(lambda one, _: told(one.process_id or 0, one.topic_id)), True),
        Level(keys(lambda one, theme: told(one.process_id or 0, theme.slug if theme else None)), True),
        Level(keys(lambda one, _: (one.process_id or 0,))),
        Level(keys(lambda one, _: told(one.topic_id)), True),
        Level(keys(lambda _, theme: told(theme.slug if theme else None)), True),
        Level(keys(lambda one, _: told(one.process_id)), True, True),
        Level(keys(lambda _, theme: told(theme.sphere if theme else None)), True, True),
    ]


def _described(
    voices: Sequence[Candidate], found: Sequence[Theme | None], rows: Any, labels: Labels, lemmas: tuple[str, ...]
) -> tuple[VoiceGroup, ...]:
    grouped = np.flatnonzero(labels != ALONE)
    if not len(grouped):
        return ()
    means = unit_rows(means_of(rows[grouped], labels[grouped]))
    members = np.split(
        grouped[np.argsort(labels[grouped], kind="stable")], np.cumsum(np.bincount(labels[grouped]))[:-1]
    )
    return tuple(_group(voices, found, rows, places, means[label], lemmas) for label, places in enumerate(members))


def _group(  # noqa: PLR0917 - what a group is made of
    voices: Sequence[Candidate], found: Sequence[Theme | None], rows: Any, places: Labels, mean: Any,
    lemmas: tuple[str, ...],
) -> VoiceGroup:  # fmt: skip
    own = [voices[place] for place in places.tolist()]
    near = np.asarray((rows[places] @ mean.T).todense()).ravel()
    order = places[np.argsort(-near, kind="stable")][:TYPICAL]
    top = np.argsort(-mean.data, kind="stable")[:WORDS_KEPT]
    topic = _mostly([(one.topic_id, one.topic_level) if one.topic_id else None for one in own])
    theme = _mostly([found[place] for place in places.tolist()])
    process = _mostly([one.process_id for one in own])
    return VoiceGroup(
        places=tuple(places.tolist()),
        typical=tuple(order.tolist()),
        words={lemmas[mean.indices[place]]: round(float(mean.data[place]), 4) for place in top.tolist()},
        audience=own[0].audience,
        pain_kind=own[0].pain_kind.value,
        process_id=process,
        touchpoint_id=_mostly([one.touchpoint_id for one in own]),
        department_id=_mostly([one.department_id for one in own]),
        topic_id=topic[0] if topic else None,
        topic_level=topic[1] if topic else 0,
        reason_id=_mostly([one.reason_id for one in own]),
        theme=theme,
        is_mixed=topic is None and theme is None,
    )


def _mostly(values: Sequence[Any]) -> Any:
    """What at least `MOSTLY` of the members have; None otherwise."""
    counts = Counter(value for value in values if value is not None)
    if not counts:
        return None
    value, count = counts.most_common(1)[0]
    return value if count >= MOSTLY * len(values) else None


def _rarity(counts: Any, words: dict[str, int]) -> Callable[[str], float]:
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    texts = counts.shape[0]

    def rarity(lemma: str) -> float:
        column = words.get(lemma)
        if column is None or spread[column] < 2:  # noqa: PLR2004 - one text has nothing in common
            return 0.0
        return float(max(np.log((1 + texts) / (1 + spread[column])), 0.1))

    return rarity
