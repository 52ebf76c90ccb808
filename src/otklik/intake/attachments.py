"""Files of an item, reached only through the right to see the item."""

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.models import StoredFile
from otklik.intake.models import Attachment, FeedbackItem


def attached_file(actor: Actor, item_id: int, attachment_id: int) -> StoredFile:
    """The stored file, or NotFound when the actor may not see the item."""
    visible = FeedbackItem.objects.visible_to(actor).filter(pk=item_id).values("pk")
    found = Attachment.objects.select_related("file").filter(pk=attachment_id, item_id__in=visible).first()
    if found is None:
        raise NotFound
    return found.file
