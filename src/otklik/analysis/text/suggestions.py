"""What the learned models suggest for a text: the surest first, each with its confidence and the words behind it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from otklik.analysis.models import TextLabel
from otklik.analysis.text.asking import suggested_for
from otklik.analysis.text.in_force import models_in_force
from otklik.analysis.text.labels import shown_of
from otklik.base.actor import Actor
from otklik.catalog import queries as catalog
from otklik.core.appeals import Audience, ItemKind
from otklik.core.periods import local_date
from otklik.core.text_model import Suggested
from otklik.core.text_terms import STOP_WORDS, plain
from otklik.core.tone import Tone
from otklik.intake.models import FeedbackItem

#: Letters of a text that are looked through.
LETTERS = 2000
#: Words named beside a suggestion.
MOST_WORDS = 4
_SURE = ((0.9, "почти наверняка"), (0.7, "скорее всего"), (0.4, "возможно"), (0.0, "не исключено"))


@dataclass(frozen=True)
class Learned:
    """A suggested value of a label: its name, confidence 0..1, the words of the text that spoke for it."""

    label: TextLabel
    value: str
    title: str
    confidence: float
    words: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Whole percents, never 100: a model is never certain."""
        return min(99, max(1, round(self.confidence * 100)))

    @property
    def why(self) -> str:
        """«скорее всего, 82 %; слова: яма, дорога»; the sign does not leave its number."""
        sure = next(word for least, word in _SURE if self.confidence >= least)
        return f"{sure}, {self.percent}\u00a0%" + (f"; слова: {', '.join(self.words)}" if self.words else "")


def learned_suggestions(actor: Actor, item: FeedbackItem, *, is_second: bool = False) -> list[Learned]:
    """For an item as its reader sees it; nothing for employees' messages, from which nothing is learned.

    A second reader is told nothing: the models have learned from first readers, perhaps from this very text.
    """
    if is_second or item.audience != Audience.EXTERNAL:
        return []
    return learned_of(actor, f"{item.title}\n{item.text}")


def learned_of(actor: Actor, text: str) -> list[Learned]:
    """For any text of an external client, the surest first; values that the catalogue no longer holds are left out."""
    found: list[Learned] = []
    for label, held in models_in_force(actor.administration_id).items():
        suggested = suggested_for(label, held.model, text[:LETTERS].strip())
        shown = shown_of(label, suggested, held.threshold)
        if shown:
            found += _named(label, shown, _TITLES[label](actor, [one.label for one in shown]))
    return sorted(found, key=lambda one: -one.confidence)


def _named(label: TextLabel, shown: tuple[Suggested, ...], titles: Mapping[str, str]) -> Iterator[Learned]:
    for one in shown:
        if one.label in titles:
            words = tuple(word for word in one.words if plain(word) not in STOP_WORDS)
            yield Learned(label, one.label, titles[one.label], one.confidence, words[:MOST_WORDS])


def _topics(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    zone = catalog.procedure_of(actor.administration_slug).act.time_zone
    assignable = catalog.assignable_topics(actor.administration_id, local_date(timezone.now(), zone))
    return {topic.code: str(topic) for topic in assignable.filter(code__in=codes)}


def _entries(read: Callable[[int], QuerySet[Any]]) -> Callable[[Actor, Iterable[str]], Mapping[str, str]]:
    def titles(actor: Actor, ids: Iterable[str]) -> Mapping[str, str]:
        found = read(actor.administration_id).filter(pk__in=[int(pk) for pk in ids])
        return {str(one.pk): one.title for one in found}

    return titles


_TITLES: Mapping[TextLabel, Callable[[Actor, Iterable[str]], Mapping[str, str]]] = {
    TextLabel.KIND: lambda _actor, _values: {kind.value: kind.label for kind in ItemKind},
    TextLabel.CATEGORY: _entries(catalog.categories),
    TextLabel.TOUCHPOINT: _entries(catalog.touchpoints),
    TextLabel.PROCESS: _entries(catalog.processes),
    TextLabel.TOPIC: _topics,
    TextLabel.DEPARTMENT: _entries(catalog.departments),
    TextLabel.TONE: lambda _actor, _values: {tone.value: tone.label for tone in Tone},
}
