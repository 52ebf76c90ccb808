"""What the outbox says of the letters of one object: to whom, and whether they left."""

from collections import Counter

from django.db.models import Model

from otklik.base.audit import target_name
from otklik.delivery.models import OutgoingMessage


def recipients_of(target: Model) -> list[str]:
    """Addresses that letters about the object went to or wait for, each once, in the order of the alphabet."""
    letters = OutgoingMessage.objects.filter(target=target_name(target)).exclude(to="")
    return sorted(set(letters.values_list("to", flat=True)))


def letter_states(target: Model) -> dict[str, int]:
    """How many letters about the object wait, have left, were given up: {state: count}."""
    states = OutgoingMessage.objects.filter(target=target_name(target)).values_list("state", flat=True)
    return dict(Counter(states))


def failed_letters(target: Model) -> list[OutgoingMessage]:
    """Letters that did not leave, with the reason."""
    own = OutgoingMessage.objects.filter(target=target_name(target), state=OutgoingMessage.State.FAILED)
    return list(own.order_by("to"))
