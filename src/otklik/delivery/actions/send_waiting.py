"""Sending what waits in the outbox, with growing pauses after a failure."""

import smtplib
from datetime import timedelta

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from otklik.base.events import LetterSettled, publish
from otklik.base.files import open_file
from otklik.base.models import StoredFile
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.secrets import decipher

log = structlog.get_logger()
PAUSES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))


def send_waiting_messages(limit: int = 100) -> int:
    """Send letters that are due, each in its own transaction; returns how many left."""
    due = OutgoingMessage.objects.filter(state=OutgoingMessage.State.WAITING, next_attempt_at__lte=timezone.now())
    return sum(_send_one(pk) for pk in list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:limit]))


@transaction.atomic
def _send_one(pk: int) -> bool:
    message = OutgoingMessage.objects.select_for_update().get(pk=pk)
    if message.state != OutgoingMessage.State.WAITING:
        return False
    message.attempts += 1
    try:
        _letter(message).send()
    except (OSError, smtplib.SMTPException, ValueError) as problem:  # ValueError: an address that is none
        _put_off(message, str(problem))
    else:
        message.state, message.sent_at = OutgoingMessage.State.SENT, timezone.now()
    if message.is_secret and message.state != OutgoingMessage.State.WAITING:
        message.text = ""
    message.save()
    if message.state != OutgoingMessage.State.WAITING:
        is_sent = message.state == OutgoingMessage.State.SENT
        publish(LetterSettled(message.target, is_sent, "" if is_sent else message.last_error))
    return message.state == OutgoingMessage.State.SENT


def _letter(message: OutgoingMessage) -> EmailMessage:
    text = decipher(message.text) if message.is_secret else message.text
    letter = EmailMessage(subject=message.subject, body=text, to=[message.to])
    for stored in StoredFile.objects.filter(pk__in=message.file_ids):
        with open_file(stored) as stream:
            letter.attach(stored.name, stream.read(), stored.media_type)
    return letter


def _put_off(message: OutgoingMessage, problem: str) -> None:
    message.last_error = problem[:500]
    if message.attempts > len(PAUSES):
        message.state = OutgoingMessage.State.FAILED
    else:
        message.next_attempt_at = timezone.now() + PAUSES[message.attempts - 1]
    log.warning("letter_not_sent", message=message.pk, attempts=message.attempts)
