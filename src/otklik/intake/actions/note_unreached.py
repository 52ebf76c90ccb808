"""An answer or another letter of a case did not reach the author: the case says so."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.intake.access import tell
from otklik.intake.models import FeedbackItem

_TARGET = "intake.feedbackitem:"


@transaction.atomic
def note_unreached(*, administration_id: int, target: str, reason: str) -> int | None:
    """Write the step into the case that the letter's target names; its id, or None when it is about something else."""
    number = target.removeprefix(_TARGET)
    if number == target or not number.isdecimal():
        return None
    rows = FeedbackItem.objects.of(administration_id).select_related("administration")
    item = rows.filter(pk=int(number)).first()
    if item is None:
        return None
    actor = system_actor(administration_id, item.administration.slug)
    tell(actor, item, "unreached", f"Письмо автору не дошло: {reason}", is_public=False)
    audit.record(actor, "note_unreached", item, "Письмо автору не дошло")
    return item.pk
