"""Topics that questions bear, whichever edition they come from, with their headings."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from otklik.analysis.topic_tree import Heading, TopicTree
from otklik.catalog.models import Topic


class _Row(NamedTuple):
    """A topic with the age of its edition: rows and not objects, as a quarter's monitoring reads hundreds."""

    pk: int
    edition_id: int
    code: str
    parent_code: str
    level: int
    name: str
    effective_on: date
    is_shipped: bool


_COLUMNS = (*_Row._fields[:-2], "edition__effective_on", "edition__is_shipped")


def topics_used(ids: Collection[int]) -> tuple[TopicTree, Mapping[int, str]]:
    """The tree over the topics, and the code of each; a code of several editions takes the newest one's words."""
    used = _topics(pk__in=ids)
    found = {(topic.edition_id, topic.code): topic for topic in used}
    wanted = _parents(found)
    while wanted:
        editions, codes = {edition for edition, _ in wanted}, {code for _, code in wanted}
        rows = _topics(edition_id__in=editions, code__in=codes)
        more = {(topic.edition_id, topic.code): topic for topic in rows if (topic.edition_id, topic.code) in wanted}
        found |= more
        wanted = _parents(more) - found.keys()
    headings = {
        topic.code: Heading(topic.code, topic.level, topic.name, topic.parent_code)
        for topic in sorted(found.values(), key=_age)
    }
    return TopicTree(headings, frozenset(topic.code for topic in used)), {topic.pk: topic.code for topic in used}


def _topics(**bounds: Any) -> list[_Row]:
    return [_Row(*row) for row in Topic.objects.filter(**bounds).order_by().values_list(*_COLUMNS)]


def _parents(found: Mapping[tuple[int, str], _Row]) -> set[tuple[int, str]]:
    return {(edition, topic.parent_code) for (edition, _), topic in found.items() if topic.parent_code}


def _age(topic: _Row) -> tuple[date, bool, int]:
    """Older editions first; of one day the shipped headings first, so that the full edition's words win."""
    return topic.effective_on, not topic.is_shipped, topic.edition_id
