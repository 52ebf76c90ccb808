"""Telling other systems of events: adding, trying, switching, deleting."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone
from pydantic import SecretStr

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.channels.contract import Checked
from otklik.channels.webhook.settings import WebhookSettings, new_secret
from otklik.delivery.connections import channel_of, seal_settings, settings_of
from otklik.delivery.models import ChannelConnection
from otklik.interchange.enums import Told
from otklik.interchange.hosts import host_of
from otklik.interchange.models import Webhook
from otklik.interchange.policies import can_manage_interchange
from otklik.interchange.telling import forget_listeners

ADAPTER = "webhook"


@dataclass(frozen=True)
class NewWebhook:
    """A webhook and the secret that is told this once."""

    webhook: Webhook
    secret: str


@transaction.atomic
def add_webhook(*, actor: Actor, title: str, url: str, events: Sequence[str]) -> NewWebhook:
    """Add a system to be told; RuleBroken for an address that may not be called, no event, a taken title."""
    if not can_manage_interchange(actor):
        raise NotFound
    host = host_of(url.strip())
    wanted = [event.value for event in Told if event.value in events]
    if not wanted:
        raise RuleBroken("events", "Отметьте хотя бы одно событие.", "events")
    own = ChannelConnection.objects.filter(administration_id=actor.administration_id)
    named = f"Вебхук: {' '.join(title.split())}"[:120]
    if own.filter(title=named).exists():
        raise RuleBroken("title", "Такое название уже есть.", "title")
    secret = new_secret()
    connection = ChannelConnection.objects.create(
        administration_id=actor.administration_id,
        title=named,
        adapter=ADAPTER,
        channel="",
        sealed_settings=seal_settings(WebhookSettings(url=url.strip(), secret=SecretStr(secret))),
        is_enabled=True,
        hook_key=token_urlsafe(32),
    )
    made = Webhook.objects.create(
        administration_id=actor.administration_id, connection=connection, host=host, events=wanted
    )
    audit.record(actor, "add_webhook", made, f"{named}: {host}, {', '.join(wanted)}")
    transaction.on_commit(lambda: forget_listeners(actor.administration_id))
    return NewWebhook(made, secret)


def try_webhook(*, actor: Actor, webhook_id: int) -> Checked:
    """Send the trial event now, and keep what came of it."""
    webhook = _own(actor, webhook_id)
    connection = webhook.connection
    host_of(f"https://{webhook.host}")
    found = channel_of(connection).check(settings_of(connection))
    connection.checked_at, connection.is_check_good = timezone.now(), found.is_good
    connection.check_said = found.said[:500]
    connection.save(update_fields=["checked_at", "is_check_good", "check_said"])
    audit.record(actor, "try_webhook", webhook, f"Пробное событие: {found.said}"[:500])
    return found


@transaction.atomic
def switch_webhook(*, actor: Actor, webhook_id: int, is_enabled: bool) -> None:
    """Stop or go on telling; what happened meanwhile is not told afterwards."""
    webhook = _own(actor, webhook_id)
    ChannelConnection.objects.filter(pk=webhook.connection_id).update(is_enabled=is_enabled)
    done = "включён" if is_enabled else "выключен"
    audit.record(actor, "switch_webhook", webhook, f"{webhook.connection.title} {done}")
    transaction.on_commit(lambda: forget_listeners(actor.administration_id))


def _own(actor: Actor, webhook_id: int) -> Webhook:
    rows = Webhook.objects.select_related("connection").filter(administration_id=actor.administration_id)
    found = rows.filter(pk=webhook_id).first() if can_manage_interchange(actor) else None
    if found is None:
        raise NotFound
    return found
