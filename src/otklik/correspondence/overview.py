"""Every channel of the administration on one page: how it is served, what came last, what waits, what is wrong."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from otklik.base.actor import Actor
from otklik.catalog.models import Channel
from otklik.catalog.queries import all_channels
from otklik.core.appeals import Audience
from otklik.correspondence.health import Ailment, ailment_of
from otklik.correspondence.models import InboundMessage
from otklik.correspondence.serving import Way, adapters_for, ways_of
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.intake.models import FeedbackItem

Inbound, Outgoing = InboundMessage.State, OutgoingMessage.State


@dataclass(frozen=True)
class Queues:
    """How many messages wait: to be read, to leave; and how many need a person."""

    waiting_in: int = 0
    unread_in: int = 0
    waiting_out: int = 0
    failed_out: int = 0

    @property
    def needs_person(self) -> int:
        """What nobody will mend by waiting."""
        return self.unread_in + self.failed_out


@dataclass(frozen=True)
class ConnectionLine:
    """A connection in a row of the list."""

    connection: ChannelConnection
    adapter_title: str
    queues: Queues
    ailment: Ailment | None


@dataclass(frozen=True)
class ChannelLine:
    """A channel of the administration."""

    channel: Channel
    ways: tuple[Way, ...]
    connections: tuple[ConnectionLine, ...]
    can_connect: bool
    last_at: datetime | None

    @property
    def is_unserved(self) -> bool:
        """Nothing serves it: neither a page nor a connection that is on."""
        return not self.ways and not any(one.connection.is_enabled for one in self.connections)


@dataclass(frozen=True)
class Overview:
    """Channels of citizens and of employees, and connections whose channel is there no longer."""

    external: tuple[ChannelLine, ...]
    internal: tuple[ChannelLine, ...]
    astray: tuple[ConnectionLine, ...] = field(default=())


def overview(actor: Actor, titles: Mapping[str, str], now: datetime) -> Overview:
    """All channels with what is known of each, in a steady number of queries. `titles`: of the plug-ins by slug."""
    by_channel = _connections(actor, titles, now)
    rows = list(_with_last(actor))
    lines = [_line(row, tuple(by_channel.pop(row.slug, ()))) for row in rows]
    astray = tuple(one for left in by_channel.values() for one in left)
    external = tuple(one for one in lines if one.channel.audience == Audience.EXTERNAL)
    return Overview(external, tuple(one for one in lines if one.channel.audience == Audience.INTERNAL), astray)


def _line(row: Any, connections: tuple[ConnectionLine, ...]) -> ChannelLine:
    arrivals = [one.connection.last_arrival_at for one in connections if one.connection.last_arrival_at]
    last = max([*arrivals, *([row.last_at] if row.last_at else [])], default=None)
    return ChannelLine(row, ways_of(row.kind, row.audience), connections, bool(adapters_for(row.kind)), last)


def _with_last(actor: Actor) -> Any:
    """Channels with the moment of the newest item, which an index gives."""
    items = FeedbackItem.objects.of(actor.administration_id).filter(channel=OuterRef("pk")).order_by("-received_at")
    return all_channels(actor.administration_id).annotate(last_at=Subquery(items.values("received_at")[:1]))


def _connections(actor: Actor, titles: Mapping[str, str], now: datetime) -> dict[str, list[ConnectionLine]]:
    rows = list(ChannelConnection.objects.filter(administration_id=actor.administration_id).exclude(channel=""))
    queues = queues_of([row.pk for row in rows])
    found: dict[str, list[ConnectionLine]] = defaultdict(list)
    for row in rows:
        title = titles.get(row.adapter, row.adapter)
        found[row.channel].append(ConnectionLine(row, title, queues[row.pk], ailment_of(row, now)))
    return found


def queues_of(connection_ids: list[int]) -> dict[int, Queues]:
    """What waits at each connection, by two queries."""
    coming = _counted(InboundMessage, connection_ids, (Inbound.WAITING, Inbound.DEAD))
    left = (Outgoing.WAITING, Outgoing.SENDING, Outgoing.FAILED, Outgoing.UNCERTAIN)
    leaving = _counted(OutgoingMessage, connection_ids, left)
    return {
        pk: Queues(
            waiting_in=coming[pk, Inbound.WAITING],
            unread_in=coming[pk, Inbound.DEAD],
            waiting_out=leaving[pk, Outgoing.WAITING] + leaving[pk, Outgoing.SENDING],
            failed_out=leaving[pk, Outgoing.FAILED] + leaving[pk, Outgoing.UNCERTAIN],
        )
        for pk in connection_ids
    }


def _counted(model: Any, connection_ids: list[int], states: tuple[str, ...]) -> Counter[tuple[int, str]]:
    own = model.objects.filter(connection_id__in=connection_ids, state__in=states).order_by()
    rows = own.values_list("connection_id", "state").annotate(rows=Count("pk"))
    return Counter({(pk, state): rows for pk, state, rows in rows})
