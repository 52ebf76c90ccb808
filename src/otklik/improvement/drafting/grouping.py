"""Voices of a quarter into groups: what people told of them first (place, topic), their words where nobody told."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from otklik.core.appeals import Audience
from otklik.core.text_groups import ALONE, Level, group_rows, least_of
from otklik.core.text_groups.clusters import Labels, means_of
from otklik.core.text_groups.themes import Theme, themes_of_rows
from otklik.core.text_groups.words import unit_rows, weighed
from otklik.improvement.drafting.candidates import Candidate, Gathered

#: Level of the classifier from which a topic tells the matter itself; above it stand headings.
QUESTION = 4
#: What so large a part of a group has in common is the group's own.
MOSTLY = 0.6
#: A process is the group's own when hardly a text is about another: its share is taken among the process's feedback.
NEARLY_ALL = 0.9
#: A matter that so many texts name is said in the heading, where the classifier tells no more than a field of law.
NAMED_BY = 0.4
#: Words that a group is known again by.
WORDS_KEPT = 40
#: Sign before the mark of a matter among the words, and its weight beside words that have the length one together.
MATTER, MATTER_WEIGHT = "#", 0.5
#: Texts that are looked at for the name and the quotations of a group, the most typical first.
TYPICAL = 20


@dataclass(frozen=True)
class VoiceGroup:
    """Voices (by their places) that speak of one pain; `words`: dictionary form -> weight, together of length one.

    Ids are of what most of them have in common; None where they differ. `is_mixed`: no one pain, but what was left of a
    process or of a sphere of life, for a person to look through.
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
    sphere: str | None
    is_mixed: bool


@dataclass(frozen=True)
class Grouped:
    """The groups, the voices that none of them took, and how rare a word is among all."""

    groups: tuple[VoiceGroup, ...]
    alone: tuple[int, ...]
    rows: Any
    lemmas: tuple[str, ...]
    themes: Sequence[Theme | None]
    rarity: Callable[[str], float]

    def words_of(self, place: int) -> dict[str, float]:
        """Words of one voice with their weights, and the mark of its matter."""
        row, theme = self.rows[place], self.themes[place]
        found = {self.lemmas[column]: float(value) for column, value in zip(row.indices, row.data, strict=True)}
        return found | ({MATTER + theme.slug: MATTER_WEIGHT} if theme else {})


def group_voices(gathered: Gathered, least: int) -> Grouped:
    """All voices, each in one group or alone. Порядок: biysk 4 («точка обращения», «группа процесса»), livny 4"""
    voices, every = gathered.voices, gathered.table.counts()
    counts = every[: len(voices)]
    inside = [one.audience == Audience.INTERNAL for one in voices]
    found = themes_of_rows(counts, gathered.table.words, inside)
    lemmas = tuple(gathered.table.words)
    rows = weighed(counts, every)
    rarity = _rarity(every, gathered.table.words)
    if not voices:
        return Grouped((), (), rows, lemmas, found, rarity)
    labels, first_rest = _labelled(voices, found, rows, max(least, least_of(len(voices))))
    groups = _described(voices, found, rows, labels, lemmas, first_rest)
    alone = tuple(np.flatnonzero(labels == ALONE).tolist())
    return Grouped(groups, alone, rows, lemmas, found, rarity)


def _labelled(voices: Sequence[Candidate], found: Sequence[Theme | None], rows: Any, least: int) -> tuple[Labels, int]:
    """Labels of the voices, and the first label of the groups that hold what was left."""
    keys = _Keys(voices, found)
    labels = group_rows(rows, keys.fine(), joins=[(one.base, one.process_id) for one in voices], least=least)
    first_rest = int(labels.max(initial=ALONE)) + 1
    alone = np.flatnonzero(labels == ALONE)
    left = group_rows(rows[alone], [level.only(alone) for level in keys.rest()], joins=None, least=least)
    taken = left != ALONE
    labels[alone[taken]] = left[taken] + first_rest
    return labels, first_rest


@dataclass(frozen=True)
class _Keys:
    """What voices may have in common, from the exact topic at one touchpoint to the whole of a process."""

    voices: Sequence[Candidate]
    found: Sequence[Theme | None]

    def fine(self) -> list[Level]:
        """What makes a pain: topic or theme, of one process first; words where neither is known."""
        exact = [one.topic_id if one.topic_level >= QUESTION else None for one in self.voices]
        topics = [one.topic_id for one in self.voices]
        themes = [theme.slug if theme else None for theme in self.found]
        both = [(topic, theme) if topic and theme else None for topic, theme in zip(topics, themes, strict=True)]
        places = [(one.process_id or 0, one.touchpoint_id or 0) for one in self.voices]
        processes = [one.process_id or 0 for one in self.voices]
        return [
            Level(self._keys(exact, places), is_enough=True, is_fine=True),
            Level(self._keys(both, places), is_enough=True),
            Level(self._keys(topics, places), is_enough=True),
            Level(self._keys(topics, processes), is_enough=True),
            Level(self._keys(themes, processes), is_enough=True),
            Level(self._keys(processes)),
            Level(self._keys(topics), is_enough=True),
            Level(self._keys(themes), is_enough=True),
        ]

    def rest(self) -> list[Level]:
        """What keeps the remainder small: all that was left of a process, of a sphere of life."""
        processes = [one.process_id for one in self.voices]
        spheres = [theme.sphere if theme else None for theme in self.found]
        return [Level(self._keys(one), is_enough=True, is_fine=True) for one in (processes, spheres)]

    def _keys(self, told: Sequence[Hashable | None], beside: Sequence[Hashable] | None = None) -> list[Hashable | None]:
        places = beside or [0] * len(self.voices)
        every = zip(self.voices, told, places, strict=True)
        return [(one.base, topic, place) if topic is not None else None for one, topic, place in every]


def _described(  # noqa: PLR0917 - what groups are made of
    voices: Sequence[Candidate], found: Sequence[Theme | None], rows: Any, labels: Labels, lemmas: tuple[str, ...],
    first_rest: int,
) -> tuple[VoiceGroup, ...]:  # fmt: skip
    grouped = np.flatnonzero(labels != ALONE)
    if not len(grouped):
        return ()
    means = unit_rows(means_of(rows[grouped], labels[grouped]))
    members = np.split(
        grouped[np.argsort(labels[grouped], kind="stable")], np.cumsum(np.bincount(labels[grouped]))[:-1]
    )
    return tuple(
        _group([voices[place] for place in places], [found[place] for place in places], places,
               _Centre(means[label], rows[places], lemmas), is_rest=label >= first_rest)
        for label, places in enumerate(part.tolist() for part in members)
    )  # fmt: skip


@dataclass(frozen=True)
class _Centre:
    """The mean of a group's rows, and the rows."""

    mean: Any
    rows: Any
    lemmas: tuple[str, ...]

    def order(self) -> list[int]:
        """Members from the most typical on."""
        near = np.asarray((self.rows @ self.mean.T).todense()).ravel()
        found: list[int] = np.argsort(-near, kind="stable").tolist()
        return found

    def words(self) -> dict[str, float]:
        """The weightiest words."""
        top = np.argsort(-self.mean.data, kind="stable")[:WORDS_KEPT].tolist()
        return {self.lemmas[self.mean.indices[place]]: round(float(self.mean.data[place]), 4) for place in top}


def _group(
    own: Sequence[Candidate], found: Sequence[Theme | None], places: Sequence[int], centre: _Centre, *, is_rest: bool
) -> VoiceGroup:
    topic = _mostly([(one.topic_id, one.topic_level) if one.topic_id else None for one in own])
    theme, sphere = (
        _mostly(found, NAMED_BY if topic else MOSTLY),
        _mostly([one.sphere if one else None for one in found]),
    )
    mixed = is_rest and topic is None and theme is None
    process = _mostly([one.process_id for one in own], NEARLY_ALL)
    mark = theme.slug if theme else (sphere or "") if mixed else ""
    return VoiceGroup(
        places=tuple(places),
        typical=tuple(places[place] for place in centre.order()[:TYPICAL]),
        words=({} if mixed else centre.words()) | ({MATTER + mark: MATTER_WEIGHT} if mark or mixed else {}),
        audience=own[0].audience,
        pain_kind=own[0].pain_kind.value,
        process_id=process,
        touchpoint_id=_mostly([one.touchpoint_id for one in own]),
        department_id=_mostly([one.department_id for one in own]),
        topic_id=topic[0] if topic else None,
        topic_level=topic[1] if topic else 0,
        reason_id=_mostly([one.reason_id for one in own]),
        theme=theme,
        sphere=sphere,
        is_mixed=mixed,
    )


def _mostly(values: Sequence[Any], part: float = MOSTLY) -> Any:
    """What at least that part of the members have; None otherwise."""
    counts = Counter(value for value in values if value is not None)
    if not counts:
        return None
    value, count = counts.most_common(1)[0]
    return value if count >= part * len(values) else None


def _rarity(counts: Any, words: dict[str, int]) -> Callable[[str], float]:
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    texts = counts.shape[0]

    def rarity(lemma: str) -> float:
        column = words.get(lemma)
        if column is None or spread[column] < 2:  # noqa: PLR2004 - one text has nothing in common
            return 0.0
        return float(max(np.log((1 + texts) / (1 + spread[column])), 0.1))

    return rarity
