"""Erasing a person from the outbox: the letters stay as facts, without address and words."""

from django.db import transaction
from django.db.models import Model

from otklik.base.audit import target_name
from otklik.delivery.models import OutgoingMessage


@transaction.atomic
def forget_recipient(*, target: Model) -> int:
    """Blank address and text of every letter about the object; what has not left does not leave (152-ФЗ).

    Returns how many letters were blanked.
    """
    letters = OutgoingMessage.objects.filter(target=target_name(target))
    waiting = letters.filter(state=OutgoingMessage.State.WAITING)
    waiting.update(state=OutgoingMessage.State.FAILED, last_error="Контактные данные стёрты по просьбе автора.")
    return letters.update(to="", text="")
