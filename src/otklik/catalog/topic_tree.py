"""An edition of the topic classifier as a tree to walk, and as a list to search."""

from dataclasses import dataclass
from itertools import islice

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Topic, TopicEdition
from otklik.catalog.queries import TopicChange, edition_difference

MOST_FOUND = 100
MOST_CHANGES = 500


@dataclass(frozen=True)
class Branch:
    """The headings above a place, the place itself (None at the root), and what stands under it."""

    path: tuple[Topic, ...]
    topics: tuple[Topic, ...]


def edition_of(actor: Actor, edition_id: int) -> TopicEdition:
    """An edition of the actor's administration, or NotFound."""
    found = TopicEdition.objects.filter(administration_id=actor.administration_id, pk=edition_id).first()
    if found is None:
        raise NotFound
    return found


def branch(edition: TopicEdition, code: str) -> Branch:
    """The place with the code and its children; the root for an empty code; NotFound for an unknown one."""
    path: list[Topic] = []
    at = code
    while at:
        topic = edition.topics.filter(code=at).first()
        if topic is None or topic in path:
            raise NotFound
        path.insert(0, topic)
        at = topic.parent_code
    return Branch(tuple(path), tuple(edition.topics.filter(parent_code=code).order_by("code")))


def topics_found(edition: TopicEdition, words: str) -> list[Topic]:
    """Topics of any level whose code or name holds every word; in Python, as SQLite folds no Cyrillic."""
    wanted = words.casefold().split()
    rows = edition.topics.order_by("code").iterator()
    found = (topic for topic in rows if all(word in f"{topic.code} {topic.name}".casefold() for word in wanted))
    return list(islice(found, MOST_FOUND))


def edition_before(edition: TopicEdition) -> TopicEdition | None:
    """The edition that was in force before it."""
    older = TopicEdition.objects.filter(administration_id=edition.administration_id)
    return older.filter(effective_on__lte=edition.effective_on).exclude(pk=edition.pk).first()


@dataclass(frozen=True)
class Changes:
    """What differs between two editions, each kind cut at MOST_CHANGES with its whole count beside."""

    added: tuple[TopicChange, ...]
    removed: tuple[TopicChange, ...]
    renamed: tuple[TopicChange, ...]
    counts: tuple[int, int, int]


def changes_between(old: TopicEdition, new: TopicEdition) -> Changes:
    """Added, removed and renamed codes, by code."""
    every = edition_difference(old, new)
    added = [change for change in every if not change.before]
    removed = [change for change in every if not change.after]
    renamed = [change for change in every if change.before and change.after]
    return Changes(
        added=tuple(added[:MOST_CHANGES]),
        removed=tuple(removed[:MOST_CHANGES]),
        renamed=tuple(renamed[:MOST_CHANGES]),
        counts=(len(added), len(removed), len(renamed)),
    )
