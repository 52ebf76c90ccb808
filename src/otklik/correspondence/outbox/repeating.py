"""Messages that failed by one way while it was ill: those that it makes sense to send once more, all together."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.correspondence.outbox.policies import can_settle_outbox
from otklik.correspondence.outbox.reading import MAIL, connections_of
from otklik.correspondence.outbox.visibility import item_id_of, seen_by
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.settling import BOUNCED, CANCELLED

#: So many are put back at one confirmation; the page offers the rest again.
MOST_AT_ONCE = 1000
MAIL_TITLE = "Почта программы"


@dataclass(frozen=True)
class Repeatable:
    """What one confirmation would send again: `until` is the number of the newest that was counted."""

    way: str
    title: str
    count: int
    until: int
    oldest: OutgoingMessage | None
    is_cut: bool
    is_off: bool


def failed_by_way(actor: Actor, way: str) -> QuerySet[OutgoingMessage]:
    """Failed ones of the way, the oldest first; NotFound for a way that is none.

    Without those that a person cancelled, that came back as undeliverable, whose words or address are erased.
    """
    connections = {str(one.pk) for one in connections_of(actor)}
    if not can_settle_outbox(actor) or (way != MAIL and way not in connections):
        raise NotFound
    rows = OutgoingMessage.objects.filter(
        administration_id=actor.administration_id,
        state=OutgoingMessage.State.FAILED,
        is_paper=False,
    )
    rows = rows.filter(connection__isnull=True) if way == MAIL else rows.filter(connection_id=int(way))
    decided = Q(last_error__startswith=CANCELLED) | Q(last_error__startswith=BOUNCED)
    return rows.exclude(decided).exclude(to="").exclude(text="", file_ids=[]).order_by("pk")


def seen_failed(actor: Actor, rows: QuerySet[OutgoingMessage]) -> list[OutgoingMessage]:
    """Of the first of them those that the person may settle: about no case, or about one that he may open."""
    found = list(rows[:MOST_AT_ONCE])
    return [one.message for one in seen_by(actor, found) if one.item or item_id_of(one.message) is None]


def repeatable(actor: Actor, way: str) -> Repeatable:
    """What the confirmation says."""
    rows = failed_by_way(actor, way)
    own = seen_failed(actor, rows.defer("text"))
    connection = next((one for one in connections_of(actor) if str(one.pk) == way), None)
    return Repeatable(
        way=way,
        title=connection.title if connection else MAIL_TITLE,
        count=len(own),
        until=own[-1].pk if own else 0,
        oldest=own[0] if own else None,
        is_cut=len(rows.values_list("pk")[: MOST_AT_ONCE + 1]) > MOST_AT_ONCE,
        is_off=bool(connection and not connection.is_enabled),
    )
