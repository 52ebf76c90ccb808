"""Keeping what came, durably, before the source is told that it was taken."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from otklik.channels.contract import RawArrival
from otklik.correspondence.bodies import put_body
from otklik.correspondence.keys import fitted
from otklik.correspondence.models import InboundMessage
from otklik.correspondence.waking import wake_reader
from otklik.delivery.models import ChannelConnection

#: The row of a connection is not written for every arrival: many come in one second.
NOTED_EVERY = timedelta(seconds=10)
LONGEST_KEY = 200


def keep_arrivals(connection_id: int, arrivals: Sequence[RawArrival]) -> int:
    """Keep those that are new; committed when this returns. Returns how many were new: a repetition is one row.

    Порядок: murashi 2.2, 3.2.
    """
    if not arrivals:
        return 0
    connection = ChannelConnection.objects.only("administration_id", "last_arrival_at").get(pk=connection_id)
    own = InboundMessage.objects.filter(connection_id=connection.pk, key__in=[key_of(one) for one in arrivals])
    known = set(own.values_list("key", flat=True))
    fresh = {key_of(one): one for one in reversed(arrivals) if key_of(one) not in known}
    keep_called(connection, list(reversed(fresh.values())))
    return len(fresh)


def keep_called(connection: ChannelConnection, arrivals: Sequence[RawArrival]) -> None:
    """The same without counting, for a network that calls: one statement and its commit."""
    now = timezone.now()
    with transaction.atomic():
        rows = [_row(connection, arrival, now) for arrival in arrivals]
        InboundMessage.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        _note_arrival(connection, now)
        if rows:
            transaction.on_commit(wake_reader)


def key_of(arrival: RawArrival) -> str:
    """The key as it stands in the table."""
    return fitted(arrival.key, LONGEST_KEY)


def _row(connection: ChannelConnection, arrival: RawArrival, now: datetime) -> InboundMessage:
    row = InboundMessage(
        administration_id=connection.administration_id,
        connection_id=connection.pk,
        key=key_of(arrival),
        arrived_at=arrival.arrived_at,
        next_attempt_at=now,
    )
    put_body(row, arrival.body)
    return row


def _note_arrival(connection: ChannelConnection, now: datetime) -> None:
    """The connection lives: something came just now."""
    if connection.last_arrival_at is None or connection.last_arrival_at < now - NOTED_EVERY:
        ChannelConnection.objects.filter(pk=connection.pk).update(last_arrival_at=now)
