"""Into the outbox: written together with what it belongs to, so nothing acknowledged is lost."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from otklik.base.audit import target_name
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.secrets import encipher
from otklik.delivery.tasks import send_waiting


def send_later(
    *, administration_id: int, target: Model, to: str, subject: str, text: str, file_ids: list[int]
) -> OutgoingMessage:
    """Put a letter into the outbox; the worker sends it after the transaction commits."""
    message = OutgoingMessage.objects.create(
        administration_id=administration_id,
        target=target_name(target),
        to=to,
        subject=subject[:300],
        text=text,
        file_ids=file_ids,
        next_attempt_at=timezone.now(),
    )
    transaction.on_commit(send_waiting.enqueue)
    return message


def send_secrets_later(
    *, administration_id: int, target: Model, subject: str, letters: Sequence[tuple[str, str]]
) -> int:
    """Put letters (address, text) with a secret each into the outbox in one insert; returns how many.

    They stand in the order given: shuffle them before. The text is enciphered until it leaves, then erased.
    """
    now, name = timezone.now(), target_name(target)
    rows = [
        OutgoingMessage(
            administration_id=administration_id,
            target=name,
            to=to,
            subject=subject[:300],
            text=encipher(text),
            is_secret=True,
            next_attempt_at=now,
        )
        for to, text in letters
    ]
    OutgoingMessage.objects.bulk_create(rows, batch_size=500)
    transaction.on_commit(send_waiting.enqueue)
    return len(rows)
