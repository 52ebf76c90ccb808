"""Equal texts: the same words in the same order, whatever their case, spaces and punctuation."""

from otklik.base.actor import Actor
from otklik.intake.models import FeedbackItem

MOST = 200


def equal_texts(actor: Actor, item: FeedbackItem, *, unread: bool = False, most: int = MOST) -> list[FeedbackItem]:
    """The other items that say the same words, newest first, as far as the actor may see them; at most `most`.

    `unread` leaves only those that nobody has read yet. Places may differ: compare `place` before joining any.
    """
    others = FeedbackItem.objects.visible_to(actor).exclude(pk=item.pk)
    if unread:
        others = others.unread()
    return list(others.filter(text=item.text).newest_first()[:most])
