"""Originals and masks: what of an item a person sees, and that every look at an original is written down.

Items given for a page go through `shown_to`, so that no page has to remember it: who works with appeals gets the item
as it is, and the look is noted; everybody else gets it with masks in place of names, contacts and numbers. Lists show
masks to all: the original is one click away. A masked item is for reading only and must never be saved.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePath

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.core.personal_data import Kind, Known, find, mask
from otklik.core.personal_data.masking import masked
from otklik.intake.actions.note_look import OPEN_FOR, note_looks
from otklik.intake.models import Answer, Contact, FeedbackItem, OriginalLook
from otklik.intake.policies import can_reveal_original, can_view_contacts

Place = OriginalLook.Place
#: Letters read beyond the end of an opening, so that no number is cut in two before it is seen.
MARGIN = 40
_CONTACT_MASKS = {
    "name": Kind.NAME.mask,
    "email": Kind.EMAIL.mask,
    "phone": Kind.PHONE.mask,
    "address": Kind.ADDRESS.mask,
    "first_signatory": Kind.NAME.mask,
}


def needs_originals(actor: Actor, item: FeedbackItem) -> bool:
    """The person works with such items, or with this one."""
    is_own = actor.user_id is not None and item.assignee_id == actor.user_id
    return actor.kind == "system" or can_view_contacts(actor) or is_own


def has_opened(actor: Actor, item_id: int) -> bool:
    """The person opened this original with a reason not long ago."""
    if not can_reveal_original(actor) or actor.user_id is None:
        return False
    recent = OriginalLook.objects.filter(item_id=item_id, user_id=actor.user_id, at__gte=timezone.now() - OPEN_FOR)
    return recent.filter(place=Place.REVEALED).exists()


def sees_original(actor: Actor, item: FeedbackItem) -> bool:
    """By the work, or by a reason given."""
    return needs_originals(actor, item) or has_opened(actor, item.pk)


def shown_to(actor: Actor, item: FeedbackItem, place: Place = Place.CARD) -> FeedbackItem:
    """The item as the person may see it, for one page: the original with the look noted, or masked."""
    if sees_original(actor, item):
        note_looks(actor, [item.pk], place)
        return item
    return mask_item(item)


def known_of(contact: Contact | None) -> Known:
    """What the contact tells of the author: found in the texts in any form."""
    if contact is None or contact.erased_at:
        return Known()
    digits = "".join(sign for sign in contact.phone if sign.isdecimal())
    exact = tuple(words for words in (contact.email, contact.address) if words)
    names = tuple(words for words in (contact.name, contact.first_signatory or "") if words)
    return Known(names, exact, (digits[-10:],) if digits else ())


def mask_item(item: FeedbackItem) -> FeedbackItem:
    """Put masks over everything that was read with the item; it must not be saved afterwards."""
    contact: Contact | None = getattr(item, "contact", None)
    known = known_of(contact)
    _mask_fields(known, item, "title", "text", "place")
    item.is_masked, item.masked_author = True, known
    if contact is not None:
        for name, shown in _CONTACT_MASKS.items():
            if getattr(contact, name):
                setattr(contact, name, shown)
        contact.inn = Kind.INN.mask if len(contact.inn) == 12 else contact.inn  # noqa: PLR2004 - ten: an organisation
    _mask_related(known, item)
    return item


def _mask_related(known: Known, item: FeedbackItem) -> None:
    """Rows that the page's query fetched together with the item; what was not fetched is not touched."""
    fetched = getattr(item, "_prefetched_objects_cache", {})
    for question in fetched.get("questions", ()):
        _mask_fields(known, question, "text", "note", "forwarded_to")
    for name in ("answers", "events", "additions"):
        for row in fetched.get(name, ()):
            _mask_fields(known, row, "text")
    for number, attachment in enumerate(fetched.get("attachments", ()), 1):
        attachment.file.name = f"Файл {number}{PurePath(attachment.file.name).suffix}"
    appeal = getattr(item, "appeal", None)
    if appeal is not None:
        _mask_fields(known, appeal, "prolongation_reason", "forwarded_to")


def _mask_fields(known: Known, row: object, *names: str) -> None:
    for name in names:
        setattr(row, name, mask(getattr(row, name), known))


def shown_answer(actor: Actor, answer: Answer) -> Answer:
    """An answer with its item for a letter: the original with the look noted, or masked."""
    item = answer.item
    if sees_original(actor, item):
        note_looks(actor, [item.pk], Place.LETTER)
        return answer
    _mask_fields(known_of(getattr(item, "contact", None)), answer, "text")
    mask_item(item)
    return answer


def shown_text(item: FeedbackItem, text: str) -> str:
    """Another text of the item (an addition, a quotation) for somebody who sees the item masked; else as it is."""
    return mask(text, item.masked_author) if item.is_masked else text


def mask_openings(items: Iterable[FeedbackItem], letters: int) -> None:
    """Masks over titles and openings of a list.

    An opening is the title and the first words, read with MARGIN letters more; it is cut to `letters` again.
    """
    rows = list(items)
    contacts = Contact.objects.filter(pk__in=[row.pk for row in rows]).only("name", "first_signatory", "erased_at")
    names = {contact.pk: known_of_list(contact) for contact in contacts}
    for row in rows:
        known = names.get(row.pk, ())
        opening = str(row.opening)  # type: ignore[attr-defined]
        rest = opening.removeprefix(row.title).lstrip() if opening.startswith(row.title) else ""
        room = max(letters - len(row.title), 0)
        row.title = masked_opening(row.title, len(row.title), known)
        row.opening = f"{row.title} {masked_opening(rest, room, known)}".strip()  # type: ignore[attr-defined]


def known_of_list(contact: Contact) -> tuple[str, ...]:
    """The author's names, hashable for the cache of openings."""
    names = (contact.name, contact.first_signatory or "") if not contact.erased_at else ()
    return tuple(words for words in names if words)


@lru_cache(maxsize=10_000)
def masked_opening(text: str, letters: int, names: tuple[str, ...] = ()) -> str:
    """The first letters of a text with masks; what begins within them is masked whole."""
    spans = [span for span in find(text, Known(names)) if span.start < letters]
    end = max([letters, *(span.end for span in spans)])
    return masked(text[:end], spans)
