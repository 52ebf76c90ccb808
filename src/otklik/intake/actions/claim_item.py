"""Who has an item open: the queue gives others the next one. A hint that lapses by itself, so nothing is audited."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.intake.models import ReadingClaim

#: So long nobody else is led to the item; a long letter is read within it.
HELD = timedelta(minutes=15)
#: A page opened again sooner writes nothing.
RENEWED_AFTER = timedelta(minutes=5)


@transaction.atomic
def claim_item(*, actor: Actor, item_id: int) -> None:
    """Hold the item for the actor and let go of what he held before; another's claim stands while it lasts."""
    if actor.user_id is None:
        return
    now = timezone.now()
    held = ReadingClaim.objects.filter(item_id=item_id).first()
    if held and held.until > now and (held.reader_id != actor.user_id or held.until > now + HELD - RENEWED_AFTER):
        return
    ReadingClaim.objects.filter(reader_id=actor.user_id).exclude(item_id=item_id).delete()
    ReadingClaim.objects.update_or_create(item_id=item_id, defaults={"reader_id": actor.user_id, "until": now + HELD})
