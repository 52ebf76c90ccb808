"""Taking back what has not left yet."""

from django.db import transaction
from django.db.models import Model, QuerySet

from otklik.base.audit import target_name
from otklik.delivery.models import OutgoingMessage


@transaction.atomic
def withdraw_letters(*, target: Model) -> bool:
    """Delete letters about the object that still wait; False (nothing deleted) when one of them has left."""
    letters = _locked(target_name(target))
    states = set(letters.values_list("state", flat=True))
    if states - {*OutgoingMessage.NOT_LEFT, OutgoingMessage.State.FAILED}:
        return False
    letters.filter(state__in=OutgoingMessage.NOT_LEFT).delete()
    return True


def hold_letters(target: str) -> None:
    """Lock letters about the object, named by `target_name`, ahead of the object itself.

    Whoever settles a letter holds it before what hears of it: in the other order two would wait for each other.
    """
    list(_locked(target).values_list("pk", flat=True))


def _locked(target: str) -> QuerySet[OutgoingMessage]:
    return OutgoingMessage.objects.select_for_update().filter(target=target).order_by("pk")
