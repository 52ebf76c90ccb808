"""Taking a message for one attempt, so that nobody else takes it meanwhile; and finding attempts that broke off."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from otklik.delivery.connections import is_repeatable
from otklik.delivery.models import OutgoingMessage

State = OutgoingMessage.State
BROKEN_OFF = "Отправка оборвалась на середине: неизвестно, дошло ли сообщение."
#: A message at which the process ends so often is left to a person: it may be what ends it.
MOST_BROKEN_OFF = 12
#: A later message to the same person waits for an earlier one during its first attempts only.
PATIENCE = 3


@dataclass(frozen=True)
class Claim:
    """A message taken for one attempt; `attempt` tells this attempt from a later one of the same message."""

    message: OutgoingMessage
    attempt: int


def due_lanes(busy: Collection[int | None]) -> list[int | None]:
    """Connections (None: the installation's SMTP server) with something to send now, but those that are busy."""
    rows = _due(timezone.now()).order_by().values_list("connection_id", flat=True).distinct()
    return [lane for lane in rows if lane not in busy]


def claim_next(lane: int | None, lease: timedelta) -> Claim | None:
    """Take the next message of the connection and commit that it was taken; None when there is nothing to take."""
    while True:
        with transaction.atomic(durable=True):
            now = timezone.now()
            mine = _in_order(_due(now).filter(connection_id=lane), now)
            message = mine.select_for_update(skip_locked=True, of=("self",)).order_by("next_attempt_at", "pk").first()
            if message is None:
                return None
            taken = OutgoingMessage.objects.filter(pk=message.pk, state=State.WAITING).update(
                state=State.SENDING, leased_until=now + lease, attempts=message.attempts + 1
            )
        if taken:
            message.state, message.attempts = State.SENDING, message.attempts + 1
            return Claim(message, message.attempts)


def take_up_broken_off() -> int:
    """Messages whose attempt ended without a word: again where the other side knows keys, else a person decides."""
    count = 0
    while _take_up_one():
        count += 1
    return count


@transaction.atomic(durable=True)
def _take_up_one() -> bool:
    now = timezone.now()
    ended = OutgoingMessage.objects.filter(state=State.SENDING, leased_until__lt=now).select_related("connection")
    message = ended.select_for_update(skip_locked=True, of=("self",)).order_by("leased_until").first()
    if message is None:
        return False
    message.last_error, message.leased_until = BROKEN_OFF, None
    message.broken_off += 1
    if is_repeatable(message.connection) and message.broken_off < MOST_BROKEN_OFF:
        message.state, message.next_attempt_at = State.WAITING, now
    else:
        message.state = State.UNCERTAIN
    message.save(update_fields=["state", "broken_off", "last_error", "leased_until", "next_attempt_at"])
    return True


def _due(now: datetime) -> QuerySet[OutgoingMessage]:
    open_ways = Q(connection=None) | Q(connection__is_enabled=True)
    return OutgoingMessage.objects.filter(open_ways, state=State.WAITING, next_attempt_at__lte=now)


def _in_order(rows: QuerySet[OutgoingMessage], now: datetime) -> QuerySet[OutgoingMessage]:
    """Without those whose earlier message to the same person is still on its way."""
    ahead = Q(state=State.SENDING) | Q(state=State.WAITING) & (
        Q(next_attempt_at__lte=now) | Q(attempts__range=(1, PATIENCE))
    )
    earlier = OutgoingMessage.objects.filter(
        ahead, connection=OuterRef("connection"), to=OuterRef("to"), pk__lt=OuterRef("pk")
    )
    return rows.exclude(Exists(earlier))
