"""Rules of an administration made ready for many messages, kept in the memory of the process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches

from otklik.accounts.models import User
from otklik.catalog.models import Channel, Process
from otklik.core.phrases import parse_phrases
from otklik.core.routing import Router, Rule
from otklik.intake.models import RoutingRule

#: Seconds for which a process may go by rules that another process has changed meanwhile.
FRESH_SECONDS = 5
#: Of each rule: its id, when it was changed, the unit of its person, who may move to another.
_Stamp = tuple[tuple[int, datetime, int | None], ...]


@dataclass(frozen=True)
class Destination:
    """Where a rule sends: a unit, a person, or another body to which the message is to be forwarded."""

    department_id: int | None
    assignee_id: int | None
    body_id: int | None


@dataclass(frozen=True)
class Rulebook:
    """Active rules in their order with their destinations."""

    router: Router
    destinations: Mapping[int, Destination]

    def __bool__(self) -> bool:
        return bool(self.router.rules)


_books: dict[int, tuple[_Stamp, Rulebook]] = {}


def rulebook(administration_id: int) -> Rulebook:
    """The rules in force; what they are is asked of the database once in some seconds."""
    memory, key = caches["memory"], f"routing-rules-{administration_id}"
    kept = _books.get(administration_id)
    if kept and memory.get(key):
        return kept[1]
    stamp = _stamp(administration_id)
    if kept is None or kept[0] != stamp:
        kept = (stamp, _load(administration_id))
        _books[administration_id] = kept
    memory.set(key, value=True, timeout=FRESH_SECONDS)
    return kept[1]


def forget_rules(administration_id: int) -> None:
    """The next message goes by the rules as they are now."""
    caches["memory"].delete(f"routing-rules-{administration_id}")


def rule_of(row: RoutingRule, channels: Mapping[str, str], processes: Mapping[str, str]) -> Rule:
    """A stored rule as the pure one; titles are given by slug, an unknown slug shows itself."""
    return Rule(
        id=row.pk,
        title=row.title,
        topic_code=row.topic_code,
        words=parse_phrases(row.words),
        places=parse_phrases(row.places),
        channels={slug: channels.get(slug, slug) for slug in row.channels},
        processes={slug: processes.get(slug, slug) for slug in row.processes},
        kinds=frozenset(row.kinds),
    )


def titles_of(administration_id: int) -> tuple[dict[str, str], dict[str, str]]:
    """Titles of channels and of processes by slug."""
    own = {"administration_id": administration_id}
    channels = dict(Channel.objects.filter(**own).values_list("slug", "title"))
    return channels, dict(Process.objects.filter(**own).values_list("slug", "title"))


def _stamp(administration_id: int) -> _Stamp:
    rows = RoutingRule.objects.filter(administration_id=administration_id).order_by("pk")
    return tuple(rows.values_list("pk", "changed_at", "assignee__department_id"))


def _load(administration_id: int) -> Rulebook:
    rows = list(
        RoutingRule.objects.filter(administration_id=administration_id, is_active=True).order_by("position", "pk")
    )
    titles = titles_of(administration_id) if rows else ({}, {})
    units = dict(
        User.objects.filter(pk__in=[row.assignee_id for row in rows if row.assignee_id]).values_list(
            "pk", "department_id"
        )
    )
    destinations = {
        row.pk: Destination(row.department_id or units.get(row.assignee_id or 0), row.assignee_id, row.body_id)
        for row in rows
    }
    leading = [row for row in rows if any(_parts(destinations[row.pk]))]
    return Rulebook(Router(rule_of(row, *titles) for row in leading), destinations)


def _parts(destination: Destination) -> tuple[int | None, ...]:
    return destination.department_id, destination.assignee_id, destination.body_id
