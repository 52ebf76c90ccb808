"""Into the outbox: written together with what it belongs to, so nothing acknowledged is lost."""

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from otklik.base.audit import target_name
from otklik.delivery.models import OutgoingMessage
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
