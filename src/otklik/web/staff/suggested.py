"""What a person is offered for a text: what equal texts got, what was learned from decisions, then rules and names."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from otklik.analysis.text.labels import TextLabel
from otklik.analysis.text.suggestions import Learned, learned_of, learned_suggestions
from otklik.base.actor import Actor
from otklik.intake.queries import FeedbackItem
from otklik.intake.suggestions import MOST, Suggestion, suggestions

#: Label -> field of the reader's card and the word before the name; the topic's field bears the question's number.
_READING = {
    TextLabel.CATEGORY: ("categories", ""),
    TextLabel.TOUCHPOINT: ("touchpoint", "точка: "),
    TextLabel.PROCESS: ("process", "процесс: "),
    TextLabel.TONE: ("tone", "тон: "),
}
#: Label -> field of the registrar's card.
_CARD = {
    TextLabel.KIND: ("kind", "вид: "),
    TextLabel.TOPIC: ("topic", "тема: "),
    TextLabel.DEPARTMENT: ("department", "кому: "),
}
#: Shorter texts say too little to suggest anything while they are typed.
SHORTEST = 20


def offered_to_reader(
    actor: Actor, item: FeedbackItem, learned: Iterable[Learned], *, is_second: bool = False
) -> list[Suggestion]:
    """At most nine, none twice: an equal text's marks first, then the learned ones by confidence, then the rest."""
    own = [one for label in learned if (one := _for_reader(item, label))]
    rest = suggestions(actor, item, is_second=is_second)
    found: dict[tuple[tuple[str, str], ...], Suggestion] = {}
    for one in [*(one for one in rest if one.is_equal), *own, *rest]:
        found.setdefault(one.sets, one)
    return list(found.values())[:MOST]


def learned_for_reader(actor: Actor, item: FeedbackItem, *, is_second: bool = False) -> list[Learned]:
    """Everything learned that is said of the item."""
    return learned_suggestions(actor, item, is_second=is_second)


def noted_to_reader(item: FeedbackItem, learned: Iterable[Learned]) -> list[str]:
    """What the reader's card has no field for and what differs from what the item bears: its kind, its unit."""
    held = {TextLabel.KIND: str(item.kind), TextLabel.DEPARTMENT: str(item.department_id or "")}
    return [
        f"{one.label.label}: {one.title} ({one.why})"
        for one in learned
        if one.label in held and held[one.label] != one.value
    ]


@dataclass(frozen=True)
class CardOffer:
    """A field of the registrar's card to fill at one stroke: what is shown, why, the field with its value as JSON."""

    title: str
    why: str
    fill: str


def offered_to_registrar(actor: Actor, typed: Mapping[str, str]) -> list[CardOffer]:
    """For a card as it is typed: kind, topics, unit; what stands in the field already is left out."""
    text = typed.get("text", "")
    if len(text.strip()) < SHORTEST:
        return []
    found = []
    for one in learned_of(actor, text):
        field, word = _CARD.get(one.label, ("", ""))
        value = one.title if one.label == TextLabel.TOPIC else one.value
        if field and typed.get(field) != value:
            found.append(CardOffer(f"{word}{one.title}", one.why, json.dumps({field: value}, ensure_ascii=False)))
    return found[:MOST]


def _for_reader(item: FeedbackItem, one: Learned) -> Suggestion | None:
    if one.label == TextLabel.TOPIC:
        question = next(iter(item.questions.all()), None)
        sets = ((f"topic_{question.pk}", one.title),) if question else ()
        return Suggestion(f"тема: {one.title}", one.why, sets) if sets else None
    if one.label not in _READING:
        return None
    field, word = _READING[one.label]
    return Suggestion(f"{word}{one.title}", one.why, ((field, one.value),))
