"""A case found by what the message names beside its thread: a letter of ours, a registration number."""

from uuid import UUID

from otklik.channels.contract import NUMBER_KEY, OUTGOING_KEY, Arrival
from otklik.correspondence.connected import Connected
from otklik.delivery.models import OutgoingMessage
from otklik.intake.author_access import is_erased
from otklik.intake.models import FeedbackItem

_TARGET = "intake.feedbackitem:"
_LONGEST_NUMBER = 60


def item_mentioned(connected: Connected, arrival: Arrival) -> FeedbackItem | None:
    """The case that a letter of ours was about; or the one whose number is named, if its own author names it.

    A number alone is no key: anybody can guess the next one.
    """
    for key in arrival.threads:
        kind, _, named = key.partition(":")
        if kind == OUTGOING_KEY and (item := _answered(connected, named)):
            return item
        if kind == NUMBER_KEY and (item := _numbered(connected, named, arrival.talker)):
            return item
    return None


def _answered(connected: Connected, key: str) -> FeedbackItem | None:
    try:
        own = OutgoingMessage.objects.filter(administration_id=connected.administration.pk, key=UUID(key))
    except ValueError:
        return None
    number = (own.values_list("target", flat=True).first() or "").removeprefix(_TARGET)
    return _known(connected, pk=int(number)) if number.isdecimal() else None


def _numbered(connected: Connected, number: str, talker: str) -> FeedbackItem | None:
    if not talker or len(number) > _LONGEST_NUMBER:
        return None
    return _known(connected, number=number, contact__email__iexact=talker)


def _known(connected: Connected, **named: object) -> FeedbackItem | None:
    rows = FeedbackItem.objects.of(connected.administration.pk).select_related("contact")
    item = rows.filter(**named).order_by("-pk").first()
    return None if item is None or is_erased(item) else item
