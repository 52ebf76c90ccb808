"""Unread items whose text says the same word for word: read together by one confirmation."""

import re
from datetime import timedelta

from otklik.base.actor import Actor
from otklik.intake.likeness.equal import equal_ids
from otklik.intake.models import FeedbackItem

#: A text copied by many people comes within weeks.
NEAR = timedelta(days=60)
MOST_SHOWN = 100
_SIGNS = re.compile(r"[^0-9a-zа-я]+")


def normal_text(text: str) -> str:
    """Lower case, ё as е, signs and breaks as single spaces; numbers stay, for another house is another matter."""
    return _SIGNS.sub(" ", text.lower().replace("ё", "е")).strip()


def original_text(actor: Actor, item: FeedbackItem) -> str:
    """The text as it came, to be compared and never shown: the item at hand may bear masks."""
    seen = FeedbackItem.objects.visible_to(actor).filter(pk=item.pk)
    return seen.values_list("text", flat=True).first() or ""


def equal_texts(actor: Actor, item: FeedbackItem) -> list[FeedbackItem]:
    """Unread items of the same text and audience that the actor may see, oldest first; the item itself is left out."""
    wanted = normal_text(original_text(actor, item))
    unread = FeedbackItem.objects.visible_to(actor).unread().filter(audience=item.audience).exclude(pk=item.pk)
    near = unread.filter(received_at__gte=item.received_at - NEAR, received_at__lte=item.received_at + NEAR)
    if not wanted:
        return []
    equal = near.filter(pk__in=equal_ids(actor.administration_id, item.text)).newest_first()[:MOST_SHOWN]
    found = FeedbackItem.objects.filter(pk__in=[one.pk for one in equal.only("pk")]).select_related("channel")
    return list(found.defer("text").order_by("received_at", "id"))
