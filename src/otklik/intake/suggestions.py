"""What a reader is offered by one key each, from simple sources that can be named: equal texts, the kind, words.

What was learned from decisions stands above intake (`analysis.text`): the pages put both together.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.catalog import queries as catalog
from otklik.core.appeals import ItemKind
from otklik.core.periods import local_date
from otklik.core.russian import lemmas
from otklik.intake.equal_texts import normal_text, original_text
from otklik.intake.marks import Marks
from otklik.intake.marks_shown import mark_names
from otklik.intake.models import FeedbackItem, Reading

#: One key each.
MOST = 9
MOST_OF_A_KIND = 3
#: So many of the latest readings are compared with the text at hand.
RECENT_READINGS = 300
#: Letters of a text that are looked through: what it is about is said in the beginning.
LETTERS = 4000
#: A name is offered when so much of its weight stands in the text.
ENOUGH = 0.4
SHORTEST_LEMMA = 4
#: A habit is what at least so many readings of a process share, and at least this part of them.
FEWEST_OF_HABIT, MOSTLY = 4, 0.5


@dataclass(frozen=True)
class Suggestion:
    """Marks to set at one stroke (field of the reader's card, value), what is shown, and why.

    `is_equal`: an equal text got all of it.
    """

    title: str
    why: str
    sets: tuple[tuple[str, str], ...]
    is_equal: bool = False


def suggestions(actor: Actor, item: FeedbackItem, *, is_second: bool = False) -> list[Suggestion]:
    """At most nine, the surest first, none twice; a second reader is not told what equal texts got."""
    found: dict[tuple[tuple[str, str], ...], Suggestion] = {}
    for source in INDEPENDENT if is_second else SOURCES:
        for one in source(actor, item):
            found.setdefault(one.sets, one)
    return list(found.values())[:MOST]


def of_equal_texts(actor: Actor, item: FeedbackItem) -> Iterator[Suggestion]:
    """What the latest equal text got, whole."""
    recent = Reading.objects.filter(administration_id=actor.administration_id, undone_at__isnull=True)
    visible = Exists(FeedbackItem.objects.visible_to(actor).filter(pk=OuterRef("item_id")))
    latest = recent.exclude(item_id=item.pk).filter(visible).exclude(stage=Reading.Stage.SECOND)
    wanted = normal_text(original_text(actor, item))
    rows = latest.order_by("-at", "-id").values_list("marks", "item__text", "item_id")[:RECENT_READINGS]
    equal = next((marks for marks, text, _ in rows if wanted and normal_text(text) == wanted), None)
    if equal is None:
        return
    marks = Marks.from_json(equal).for_item(item)
    names = mark_names(actor, [marks])
    given = "; ".join(line.first for line in names.given(marks))
    yield Suggestion(given, "так прочитан такой же текст", tuple(_sets(marks, names.topics)), is_equal=True)


def _sets(marks: Marks, topics: Any) -> Iterator[tuple[str, str]]:
    yield from (("categories", str(pk)) for pk in marks.categories)
    for name in ("touchpoint", "process", "subject", "segment", "life_situation", "urgency", "tone"):
        if value := getattr(marks, name):
            yield name, str(value)
    for question in marks.questions:
        if question.topic_id in topics:
            yield f"topic_{question.question_id}", topics[question.topic_id]
        if question.reason_id:
            yield f"reason_{question.question_id}", str(question.reason_id)


def of_kind(actor: Actor, item: FeedbackItem) -> Iterator[Suggestion]:
    """The category that bears the name of the item's kind."""
    label = ItemKind(item.kind).label
    wanted = _content(label)
    for category in catalog.categories(actor.administration_id):
        if wanted and _content(category.title) == wanted:
            yield Suggestion(category.title, f"вид: {label.lower()}", (("categories", str(category.pk)),))


def of_habit(actor: Actor, item: FeedbackItem) -> Iterator[Suggestion]:
    """What most of the latest readings of the item's process gave: touchpoint, category, topic, reason."""
    if item.process_id is None:
        return
    recent = Reading.objects.filter(administration_id=actor.administration_id, undone_at__isnull=True)
    rows = recent.exclude(item_id=item.pk).filter(item__audience=item.audience)
    latest = (
        Marks.from_json(marks)
        for marks in rows.order_by("-at", "-id").values_list("marks", flat=True)[:RECENT_READINGS]
    )
    same = [marks for marks in latest if marks.process == item.process_id]
    if len(same) < FEWEST_OF_HABIT:
        return
    names = mark_names(actor, same)
    question = next(iter(item.questions.all()), None)
    of: tuple[tuple[str, str, Callable[[Marks], Iterable[int | None]], Mapping[int, str]], ...] = (
        ("touchpoint", "точка: ", lambda marks: [marks.touchpoint], names.touchpoints),
        ("categories", "", lambda marks: marks.categories, names.categories),
        (f"topic_{question.pk}" if question else "", "тема: ", _first_topic, names.topics),
        (f"reason_{question.pk}" if question else "", "причина: ", _first_reason, names.reasons),
    )
    for field, word, values, titles in of:
        counts = Counter(value for marks in same for value in values(marks) if value in titles)
        value, count = counts.most_common(1)[0] if counts else (None, 0)
        if field and value is not None and count >= len(same) * MOSTLY:
            sets = titles[value] if field.startswith("topic") else str(value)
            yield Suggestion(
                f"{word}{titles[value]}", f"обычно по этому процессу: {count} из {len(same)}", ((field, sets),)
            )


def _first_topic(marks: Marks) -> list[int | None]:
    return [question.topic_id for question in marks.questions[:1]]


def _first_reason(marks: Marks) -> list[int | None]:
    return [question.reason_id for question in marks.questions[:1]]


def of_words(actor: Actor, item: FeedbackItem) -> Iterator[Suggestion]:
    """Names of the catalogue whose words stand in the source's heading, the title or the text."""
    own = actor.administration_id
    heading = frozenset(lemmas(item.source_category))
    text = frozenset(lemmas(f"{item.title} {item.source_category} {item.text[:LETTERS]}"))
    places: tuple[tuple[str, str, Iterable[Any]], ...] = (
        ("categories", "", catalog.categories(own)),
        ("touchpoint", "точка: ", catalog.touchpoints(own)),
        ("process", "процесс: ", catalog.processes(own)),
    )
    for field, word, entries in places:
        for value, title, hits in _named([(str(entry.pk), entry.title) for entry in entries], text):
            yield Suggestion(f"{word}{title}", _why(hits, heading), ((field, value),))
    yield from _topics(actor, item, text, heading)


def _topics(actor: Actor, item: FeedbackItem, text: frozenset[str], heading: frozenset[str]) -> Iterator[Suggestion]:
    today = local_date(timezone.now(), item.administration.time_zone)
    rows = [(str(topic), topic.name) for topic in catalog.assignable_topics(actor.administration_id, today)]
    fields = [f"topic_{question.pk}" for question in item.questions.all()][:1]
    for value, title, hits in _named(rows, text) if fields else ():
        yield Suggestion(f"тема: {title}", _why(hits, heading), ((fields[0], value),))


def _why(hits: frozenset[str], heading: frozenset[str]) -> str:
    source = "рубрика источника" if hits <= heading else "слова"
    return f"{source}: {', '.join(sorted(hits))}"


def _named(names: list[tuple[str, str]], text: frozenset[str]) -> list[tuple[str, str, frozenset[str]]]:
    """Value, name and found words of the names that the text speaks of, the nearest first; rare words weigh more."""
    weight = _weights(tuple(name for _, name in names))
    scored = []
    for value, name in names:
        content = _content(name)
        hits = content & text
        if hits and (share := sum(weight[word] for word in hits) / sum(weight[word] for word in content)) >= ENOUGH:
            scored.append((share, value, name, hits))
    scored.sort(key=lambda one: -one[0])
    return [(value, name, hits) for _, value, name, hits in scored[:MOST_OF_A_KIND]]


@lru_cache(maxsize=64)
def _weights(names: tuple[str, ...]) -> Mapping[str, float]:
    """The weight of each word: the fewer names bear it, the more it says."""
    spread = Counter(word for name in names for word in _content(name))
    return {word: log(1 + len(names) / count) for word, count in spread.items()}


@lru_cache(maxsize=8192)
def _content(name: str) -> frozenset[str]:
    """The words of a name that mean something: longer ones, in their dictionary form."""
    return frozenset(word for word in lemmas(name) if len(word) >= SHORTEST_LEMMA)


SOURCES: tuple[Callable[[Actor, FeedbackItem], Iterable[Suggestion]], ...] = (
    of_equal_texts,
    of_kind,
    of_habit,
    of_words,
)
INDEPENDENT: tuple[Callable[[Actor, FeedbackItem], Iterable[Suggestion]], ...] = (of_kind, of_words)
