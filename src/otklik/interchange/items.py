"""One item for another system: as much of it as the key's scopes let out, each look at texts written down."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Prefetch

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.files import StoredFile
from otklik.intake.actions.note_look import note_looks
from otklik.intake.author_access import is_erased
from otklik.intake.models import Answer, Attachment, Contact, FeedbackItem, OriginalLook
from otklik.intake.policies import can_view_items
from otklik.interchange.models import OuterNumber


@dataclass(frozen=True)
class ItemTold:
    """The item with its answers and outer numbers; words and contact are None unless the scopes let them out."""

    item: FeedbackItem
    answers: tuple[Answer, ...]
    outer_numbers: tuple[OuterNumber, ...]
    files: tuple[Attachment, ...] | None
    contact: Contact | None
    has_texts: bool


def item_told(actor: Actor, item_id: int, *, texts: bool, contacts: bool) -> ItemTold:
    """The item, or NotFound; with texts or contacts the look is written down under the system's name (152-ФЗ)."""
    found = _found(actor, lambda rows: rows.filter(pk=item_id))
    contact: Contact | None = getattr(found, "contact", None)
    if texts or contacts:
        note_looks(actor, [found.pk], OriginalLook.Place.API)
    return ItemTold(
        item=found,
        answers=tuple(found.answers.all()),
        outer_numbers=tuple(found.outer_numbers.all()),
        files=tuple(found.attachments.all()) if texts else None,
        contact=contact if contacts and contact and not is_erased(found) else None,
        has_texts=texts,
    )


def item_id_by_number(actor: Actor, number: str) -> int:
    """The id behind a registration number, or NotFound."""
    return _found(actor, lambda rows: rows.filter(number=number).exclude(number="")).pk


def file_told(actor: Actor, item_id: int, attachment_id: int) -> StoredFile:
    """A file of the item with the look written down, or NotFound."""
    found = _found(actor, lambda rows: rows.filter(pk=item_id))
    attachment = next((one for one in found.attachments.all() if one.pk == attachment_id), None)
    if attachment is None:
        raise NotFound
    note_looks(actor, [found.pk], OriginalLook.Place.API)
    return attachment.file


def _found(actor: Actor, narrow: Callable[..., object]) -> FeedbackItem:
    if not can_view_items(actor):
        raise NotFound
    rows = FeedbackItem.objects.visible_to(actor).select_related(
        "channel", "department", "process", "touchpoint", "appeal", "contact", "administration"
    )
    outer = Prefetch("outer_numbers", OuterNumber.objects.select_related("key").order_by("pk"))
    rows = rows.prefetch_related("questions__topic", "answers", outer, "attachments__file")
    found = narrow(rows).first()  # type: ignore[attr-defined]
    if not isinstance(found, FeedbackItem):
        raise NotFound
    return found
