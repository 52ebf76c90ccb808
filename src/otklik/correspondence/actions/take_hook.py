"""A network calls: what it brings is kept before it is told that we have it."""

import re
from http import HTTPStatus

from django.core.cache import caches
from django.utils import timezone

from otklik.base.errors import NotFound
from otklik.channels.contract import HookReply, HookRequest
from otklik.correspondence.actions.keep_arrivals import keep_called
from otklik.correspondence.models import InboundMessage
from otklik.delivery.connections import channel_of, settings_of
from otklik.delivery.models import ChannelConnection

#: So many arrivals of one connection may wait; then the network is asked to come again later.
MOST_WAITING = 20_000
#: Seconds for which the length of the queue is taken as known.
COUNTED_FOR = 15
LATER = HookReply(status=503, body="later")
#: As `secrets.token_urlsafe` makes it: a sign of another kind would not even reach the database.
_KEY = re.compile(r"[A-Za-z0-9_-]{1,43}")


def take_hook(hook_key: str, request: HookRequest) -> HookReply:
    """Keep what the request brings and say what to reply; one short transaction.

    NotFound for an unknown key and a channel that is never called. A disabled connection only shakes hands: networks
    want the address confirmed before it is enabled; for everything else it is not there.
    """
    if not _KEY.fullmatch(hook_key):
        raise NotFound
    connection = ChannelConnection.objects.filter(hook_key=hook_key).first()
    hook = channel_of(connection).hook if connection else None
    if connection is None or hook is None:
        raise NotFound
    if not connection.is_enabled:
        return _handshake(hook(settings_of(connection), request))
    if _is_full(connection):
        return LATER
    reply = hook(settings_of(connection), request)
    if reply.arrivals:
        keep_called(connection, reply.arrivals)
    return reply


def _handshake(reply: HookReply) -> HookReply:
    if reply.arrivals or reply.status != HTTPStatus.OK:
        raise NotFound
    return reply


def _is_full(connection: ChannelConnection) -> bool:
    """Whether nobody reads what comes: counted now and then only."""
    key = f"arrivals-waiting:{connection.pk}"
    known: bool | None = caches["memory"].get(key)
    if known is not None:
        return known
    waiting = InboundMessage.objects.filter(connection=connection, state=InboundMessage.State.WAITING)
    is_full = len(waiting.values_list("pk")[: MOST_WAITING + 1]) > MOST_WAITING
    caches["memory"].set(key, is_full, COUNTED_FOR)
    if is_full:
        now = timezone.now()
        said = f"Очередь разбора полна ({MOST_WAITING}): проверьте, запущены ли фоновые задания."
        ChannelConnection.objects.filter(pk=connection.pk).update(last_error=said, last_error_at=now)
    return is_full
