"""Asking a connection for what is new: one asker at a time, what comes is kept before the source is told."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

import structlog
from django.db.models import Q
from django.utils import timezone

from otklik.channels.contract import RawArrival, Refused, TryLater
from otklik.correspondence.actions.keep_arrivals import keep_arrivals
from otklik.correspondence.models import Lane
from otklik.correspondence.polled import (
    note_failure,
    note_success,
    polled_connections,
    renew_lease,
    take_lease,
)
from otklik.delivery.connections import channel_of, settings_of
from otklik.delivery.models import ChannelConnection

log = structlog.get_logger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=10)
#: `tick` asks a connection that no receiver has asked for so long.
NEGLECTED = timedelta(minutes=3)


class LeaseLost(Exception):  # noqa: N818 - says what happened
    """Another receiver took over while this one was asking."""


def poll_connection(connection_id: int, holder: str = "") -> int:
    """Ask once and keep what is new; returns how many were. 0 where another asks, it was disabled, or it failed.

    A failure is told in `last_error` and puts the next time off, longer after each.
    """
    connection = ChannelConnection.objects.filter(pk=connection_id, is_enabled=True).first()
    asker = holder or uuid4().hex
    if connection is None or not take_lease(connection_id, asker, timezone.now()):
        return 0
    try:
        return _poll(connection, asker)
    finally:
        if not holder:
            Lane.objects.filter(pk=connection_id, holder=asker).update(leased_until=None, holder="")


def _poll(connection: ChannelConnection, holder: str) -> int:
    kept = 0

    def keep(arrivals: Sequence[RawArrival]) -> None:
        nonlocal kept
        if not renew_lease(connection.pk, holder):
            raise LeaseLost
        kept += keep_arrivals(connection.pk, arrivals)

    try:
        channel, settings = channel_of(connection), settings_of(connection)
        if channel.poll is None:
            return 0
        cursor = channel.poll(settings, dict(connection.cursor), keep)
        if renew_lease(connection.pk, holder) and cursor != connection.cursor:
            ChannelConnection.objects.filter(pk=connection.pk).update(cursor=cursor)
        note_success(connection.pk)
    except LeaseLost:
        log.info("polling_taken_over", connection=connection.pk)
    except Exception as problem:  # noqa: BLE001 - whatever is wrong with one mailbox must not hold up the others
        _note(connection, problem)
    return kept


def _note(connection: ChannelConnection, problem: Exception) -> None:
    failures = Lane.objects.filter(pk=connection.pk).values_list("failures", flat=True).first() or 0
    pause = min(FIRST_PAUSE * 2 ** min(failures, 10), LONGEST_PAUSE)
    if isinstance(problem, TryLater):
        pause = max(pause, timedelta(seconds=problem.after or 0))
    known = isinstance(problem, (TryLater, Refused))
    said = str(problem) if known or isinstance(problem, (LookupError, ValueError)) else type(problem).__name__
    note_failure(connection.pk, said or type(problem).__name__, pause)
    log.warning("connection_not_polled", connection=connection.pk, problem=type(problem).__name__)


def poll_neglected() -> int:
    """Ask those that no receiver has asked for a while: mail still comes where `otklik receive` does not run."""
    now = timezone.now()
    resting = set(Lane.objects.filter(next_poll_at__gt=now).values_list("pk", flat=True))
    silent = Q(last_polled_at=None) | Q(last_polled_at__lt=now - NEGLECTED)
    wanted = set(ChannelConnection.objects.filter(silent, is_enabled=True).values_list("pk", flat=True)) - resting
    return sum(poll_connection(one.pk) for one in polled_connections() if one.pk in wanted)
