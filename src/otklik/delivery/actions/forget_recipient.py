"""Erasing a person from the outbox: the letters stay as facts, without address and words."""

from django.db import transaction
from django.db.models import Model

from otklik.base.audit import target_name
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.sheets import forget_sheets

ERASED = "Контактные данные стёрты по просьбе автора."


@transaction.atomic
def forget_recipient(*, target: Model) -> int:
    """Blank address and text of every letter about the object; what has not left does not leave (152-ФЗ).

    Returns how many letters were blanked.
    """
    letters = OutgoingMessage.objects.filter(target=target_name(target))
    waiting = letters.filter(state__in=OutgoingMessage.NOT_LEFT)
    # A server's refusal often names the address.
    letters.exclude(last_error="").update(last_error=ERASED)
    waiting.update(state=OutgoingMessage.State.FAILED, last_error=ERASED)
    forget_sheets(list(letters.values_list("pk", flat=True)))
    return letters.update(to="", address="", text="", thread={})
