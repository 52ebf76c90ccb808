"""Taking back what has not left yet."""

from django.db import transaction
from django.db.models import Model

from otklik.base.audit import target_name
from otklik.delivery.models import OutgoingMessage


@transaction.atomic
def withdraw_letters(*, target: Model) -> bool:
    """Delete letters about the object that still wait; False (nothing deleted) when one of them has left."""
    letters = OutgoingMessage.objects.select_for_update().filter(target=target_name(target))
    states = set(letters.values_list("state", flat=True))
    if states - {*OutgoingMessage.NOT_LEFT, OutgoingMessage.State.FAILED}:
        return False
    letters.filter(state__in=OutgoingMessage.NOT_LEFT).delete()
    return True
