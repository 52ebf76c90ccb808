"""Topics that questions bear, whichever edition they come from, with their headings."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import QuerySet

from otklik.analysis.topic_tree import Heading, TopicTree
from otklik.catalog.models import Topic


def topics_used(ids: Collection[int]) -> tuple[TopicTree, Mapping[int, str]]:
    """The tree over the topics, and the code of each; a code of several editions takes the newest one's words."""
    used = list(_topics().filter(pk__in=ids))
    found = {(topic.edition_id, topic.code): topic for topic in used}
    wanted = _parents(found)
    while wanted:
        editions, codes = {edition for edition, _ in wanted}, {code for _, code in wanted}
        rows = _topics().filter(edition_id__in=editions, code__in=codes)
        more = {(topic.edition_id, topic.code): topic for topic in rows if (topic.edition_id, topic.code) in wanted}
        found |= more
        wanted = _parents(more) - found.keys()
    headings = {
        topic.code: Heading(topic.code, topic.level, topic.name, topic.parent_code)
        for topic in sorted(found.values(), key=_age)
    }
    return TopicTree(headings, frozenset(topic.code for topic in used)), {topic.pk: topic.code for topic in used}


def _topics() -> QuerySet[Topic]:
    return Topic.objects.select_related("edition").order_by()


def _parents(found: Mapping[tuple[int, str], Topic]) -> set[tuple[int, str]]:
    return {(edition, topic.parent_code) for (edition, _), topic in found.items() if topic.parent_code}


def _age(topic: Topic) -> tuple[date, bool, int]:
    """Older editions first; of one day the shipped headings first, so that the full edition's words win."""
    return topic.edition.effective_on, not topic.edition.is_shipped, topic.edition_id
