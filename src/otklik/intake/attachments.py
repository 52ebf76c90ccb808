"""Files of an item, reached only through the right to see the item."""

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.intake.actions.note_look import note_looks
from otklik.intake.models import Attachment, FeedbackItem
from otklik.intake.originals import Place, sees_original


def attached_file(actor: Actor, item_id: int, attachment_id: int) -> StoredFile:
    """The stored file with the look noted, or NotFound when the actor may not see the item.

    Nobody can mask a scan: who sees the item masked has to open the original first (RuleBroken).
    """
    visible = FeedbackItem.objects.visible_to(actor).filter(pk=item_id).values("pk")
    found = Attachment.objects.select_related("file", "item").filter(pk=attachment_id, item_id__in=visible).first()
    if found is None:
        raise NotFound
    if not sees_original(actor, found.item):
        raise RuleBroken("file_hidden", "В файле могут быть личные данные. Сначала откройте оригинал с причиной.")
    note_looks(actor, [item_id], Place.FILE)
    return found.file
