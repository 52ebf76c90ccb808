"""What happened to items since a mark: read off the audit trail, which every write leaves behind. For other systems."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.audit import target_name
from otklik.base.models import AuditEntry
from otklik.intake.models import FeedbackItem

#: An entry is numbered before its transaction commits: on a database with several writers young ones wait so long.
SETTLING = timedelta(seconds=5)
#: The audit's verbs that change what a system sees of an item; looks, marks of readers and drafts are none.
EVENTS: Mapping[str, str] = {
    "receive": "received",
    "register": "registered",
    "take": "status_changed",
    "assign": "assigned",
    "prolong": "status_changed",
    "forward": "status_changed",
    "close": "status_changed",
    "reopen": "status_changed",
    "change_kind": "changed",
    "legal_class": "changed",
    "classify": "changed",
    "interim_answer": "interim_answer",
    "answer": "answered",
    "outer_number": "outer_number",
    "withdraw": "changed",
    "return": "assigned",
    "mark_answer": "author_spoke",
    "add_to_message": "author_spoke",
}
_TARGET = "intake.feedbackitem:"


@dataclass(frozen=True)
class Change:
    """One change; `item` is the row as it stands now."""

    mark: int
    at: datetime
    event: str
    item: FeedbackItem


@dataclass(frozen=True)
class ChangePage:
    """Changes in the order in which they happened; `mark` is where the next request goes on."""

    changes: tuple[Change, ...]
    mark: int
    has_more: bool


def changes_since(actor: Actor, mark: int, limit: int) -> ChangePage:
    """At most so many changes after the mark, of items that the actor may see."""
    entries = AuditEntry.objects.filter(
        administration_id=actor.administration_id, pk__gt=mark, verb__in=EVENTS, target__startswith=_TARGET
    )
    if connection.vendor == "postgresql":
        entries = entries.filter(at__lt=timezone.now() - SETTLING)
    rows = list(entries.order_by("pk").values_list("pk", "at", "verb", "target")[: limit + 1])
    shown = rows[:limit]
    items = _items(actor, [target for *_, target in shown])
    changes = tuple(Change(pk, at, EVENTS[verb], items[target]) for pk, at, verb, target in shown if target in items)
    return ChangePage(changes, shown[-1][0] if shown else mark, len(rows) > limit)


def _items(actor: Actor, targets: list[str]) -> dict[str, FeedbackItem]:
    ids = {int(target.removeprefix(_TARGET)) for target in targets}
    found = FeedbackItem.objects.visible_to(actor).filter(pk__in=ids).select_related("channel").defer("text")
    return {target_name(item): item for item in found}
