"""What an attempt came to, written down once: who comes late with a failure changes nothing any more."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from otklik.base.events import LetterSettled, publish
from otklik.delivery.attempts import Outcome
from otklik.delivery.models import ChannelConnection, OutgoingMessage

log = structlog.get_logger()
State = OutgoingMessage.State
PAUSES: tuple[timedelta, ...] = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
)
#: So often a pause that the other side asked for is taken at its word, even if it is short.
OBEDIENT = 2
#: How the words of two failures begin that no repetition mends: a person's decision, a letter that came back.
CANCELLED, BOUNCED = "Отменил(а) ", "Не дошло: "
LONGEST_PAUSE = timedelta(days=1)
_WRITTEN = ["state", "sent_at", "external_id", "last_error", "next_attempt_at", "leased_until", "text"]


@transaction.atomic(durable=True)
def settle(message_id: int, attempt: int, outcome: Outcome) -> None:
    """Write the end of this attempt. That it was sent counts always; a failure only if nobody has taken it up since."""
    message = OutgoingMessage.objects.select_for_update().filter(pk=message_id).first()
    if message is None or message.state == State.SENT:
        return
    if outcome.is_sent:
        mark_sent(message, outcome.external_id)
    elif message.state == State.SENDING and message.attempts == attempt:
        _fail(message, outcome)


def mark_sent(message: OutgoingMessage, external_id: str = "") -> None:
    """It reached the other side; the locked row is saved and whoever waits for it is told."""
    message.state, message.sent_at, message.external_id = State.SENT, timezone.now(), external_id
    message.last_error = ""
    _close(message)


def give_up(message: OutgoingMessage, reason: str) -> None:
    """It will not reach anybody: a dead letter, shown on the page «Исходящие»; the locked row is saved."""
    message.state, message.last_error = State.FAILED, reason[:500]
    _close(message)


def _fail(message: OutgoingMessage, outcome: Outcome) -> None:
    log.warning("message_not_sent", message=message.pk, attempts=message.attempts)
    if outcome.is_final:
        give_up(message, outcome.said)
        return
    _tell_connection(message, outcome.said)
    message.last_error, message.leased_until = outcome.said[:500], None
    if outcome.is_uncertain:
        message.state = State.UNCERTAIN
    elif message.failures > len(PAUSES):
        give_up(message, outcome.said)
        return
    else:
        message.state = State.WAITING
        message.next_attempt_at = timezone.now() + _pause(message.failures, outcome.after)
    message.save(update_fields=_WRITTEN)


def _pause(failures: int, asked: int | None) -> timedelta:
    planned = PAUSES[failures - 1]
    if asked is None:
        return planned
    wished = min(timedelta(seconds=max(asked, 1)), LONGEST_PAUSE)
    return wished if failures <= OBEDIENT else max(wished, planned)


def _close(message: OutgoingMessage) -> None:
    message.leased_until = None
    if message.is_secret:
        message.text = ""
    message.save(update_fields=_WRITTEN)
    is_sent = message.state == State.SENT
    try:
        with transaction.atomic():  # a listener that fails must not make the message leave again
            why = "" if is_sent else message.last_error
            publish(LetterSettled(message.target, is_sent, why, message.connection_id, message.external_id))
    except Exception:
        log.exception("letter_settled_listener_failed", message=message.pk)


def _tell_connection(message: OutgoingMessage, said: str) -> None:
    if message.connection_id:
        ChannelConnection.objects.filter(pk=message.connection_id).update(
            last_error=said[:500], last_error_at=timezone.now()
        )
