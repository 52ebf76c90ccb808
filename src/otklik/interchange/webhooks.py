"""Webhooks as their page shows them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.delivery.models import OutgoingMessage
from otklik.interchange.enums import Told
from otklik.interchange.hosts import is_allowed
from otklik.interchange.models import Webhook
from otklik.interchange.policies import can_manage_interchange


@dataclass(frozen=True)
class WebhookShown:
    """A webhook, what it tells, and how many events wait, arrived, were given up."""

    webhook: Webhook
    events: tuple[str, ...]
    waiting: int
    sent: int
    failed: int
    is_allowed: bool


def webhooks_of(actor: Actor) -> list[WebhookShown]:
    """Every webhook of the administration in two queries; NotFound without the right."""
    if not can_manage_interchange(actor):
        raise NotFound
    rows = list(Webhook.objects.filter(administration_id=actor.administration_id).select_related("connection"))
    counts = _counts([row.connection_id for row in rows])
    return [_shown(row, counts) for row in rows]


def _counts(connection_ids: list[int]) -> Counter[tuple[int, str]]:
    rows = OutgoingMessage.objects.filter(connection_id__in=connection_ids).values_list("connection_id", "state")
    counted = rows.annotate(count=Count("pk")).order_by()
    return Counter({(pk, state): count for pk, state, count in counted if pk is not None})


def _shown(row: Webhook, counts: Counter[tuple[int, str]]) -> WebhookShown:
    state = OutgoingMessage.State
    return WebhookShown(
        webhook=row,
        events=tuple(Told(one).label for one in row.events),
        waiting=counts[row.connection_id, state.WAITING] + counts[row.connection_id, state.SENDING],
        sent=counts[row.connection_id, state.SENT],
        failed=counts[row.connection_id, state.FAILED],
        is_allowed=is_allowed(row.host),
    )
