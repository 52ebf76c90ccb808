"""Webhooks: what happens to items and measures is written to the outbox, in the transaction in which it happens.

An event holds ids, number, status and a link: whoever is told takes the rest with a key, as far as its scopes go.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.events import AppealAnswered, CaseMoved, FeedbackReceived, MeasureDone, subscribe
from otklik.core.appeals import Audience, Move
from otklik.delivery.actions.send_later import send_later
from otklik.intake.models import FeedbackItem
from otklik.interchange.enums import Told
from otklik.interchange.hosts import is_allowed
from otklik.interchange.models import Webhook

#: Seconds until another process sees that a webhook was added or switched.
SEEN_AFTER = 5
#: Steps that leave the case in another state; an answer is told as such, a coming as well.
STATUS_MOVES = frozenset({Move.REGISTER, Move.TAKE, Move.PROLONG, Move.FORWARD, Move.CLOSE, Move.REOPEN})


@dataclass(frozen=True)
class Listener:
    """A webhook that is on."""

    webhook_id: int
    connection_id: int
    host: str
    events: frozenset[str]


def listen() -> None:
    """Subscribe to the events of the apps below."""
    subscribe(FeedbackReceived, _received)
    subscribe(CaseMoved, _moved)
    subscribe(AppealAnswered, _answered)
    subscribe(MeasureDone, _measure_done)


def forget_listeners(administration_id: int) -> None:
    """See a change of webhooks at once in this process."""
    caches["memory"].delete(_key(administration_id))


def _key(administration_id: int) -> str:
    return f"webhooks:{administration_id}"


def _listeners(administration_id: int, event: Told) -> list[Listener]:
    found: tuple[Listener, ...] | None = caches["memory"].get(_key(administration_id))
    if found is None:
        rows = Webhook.objects.filter(administration_id=administration_id, connection__is_enabled=True)
        found = tuple(
            Listener(row.pk, row.connection_id, row.host, frozenset(row.events)) for row in rows.order_by("pk")
        )
        caches["memory"].set(_key(administration_id), found, SEEN_AFTER)
    return [one for one in found if event in one.events and is_allowed(one.host)]


def _received(event: FeedbackReceived) -> None:
    listeners = _listeners(event.actor.administration_id, Told.RECEIVED)
    if listeners:
        _tell_item(event.actor, listeners, Told.RECEIVED, _item(event.item, event.item_id))


def _moved(event: CaseMoved) -> None:
    if event.move not in STATUS_MOVES:
        return
    listeners = _listeners(event.actor.administration_id, Told.STATUS_CHANGED)
    if listeners:
        _tell_item(event.actor, listeners, Told.STATUS_CHANGED, _item(event.item, event.item_id))


def _answered(event: AppealAnswered) -> None:
    listeners = _listeners(event.actor.administration_id, Told.ANSWERED)
    if listeners:
        _tell_item(event.actor, listeners, Told.ANSWERED, _item(None, event.item_id))


def _measure_done(event: MeasureDone) -> None:
    listeners = _listeners(event.actor.administration_id, Told.MEASURE_DONE)
    _tell(event.actor, listeners, Told.MEASURE_DONE, {"measure_id": event.measure_id})


def _item(known: object | None, item_id: int) -> FeedbackItem:
    return known if isinstance(known, FeedbackItem) else FeedbackItem.objects.get(pk=item_id)


def _tell_item(actor: Actor, listeners: list[Listener], event: Told, item: FeedbackItem) -> None:
    """Nothing of employees' feedback leaves."""
    if item.audience != Audience.EXTERNAL:
        return
    address = reverse("api-v1:item", args=[actor.administration_slug, item.pk])
    facts = {name: getattr(item, name) for name in ("number", "kind", "status", "verdict")}
    _tell(actor, listeners, event, {"item_id": item.pk, **facts, "url": settings.BASE_URL.rstrip("/") + address})


def _tell(actor: Actor, listeners: list[Listener], event: Told, facts: dict[str, Any]) -> None:
    moment = timezone.now().isoformat(timespec="seconds")
    text = json.dumps({"type": event.value, "timestamp": moment, "data": facts}, ensure_ascii=False)
    for one in listeners:
        send_later(
            administration_id=actor.administration_id,
            target=f"interchange.webhook:{one.webhook_id}",
            to=one.host,
            subject=f"Событие: {event.label}",
            text=text,
            file_ids=[],
            connection_id=one.connection_id,
            is_urgent=True,
        )
