"""What of a found item a list shows: the words around the first hit, with masks, and by which contact it was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models.functions import Substr

from otklik.core.search_hits import Piece, has_hits, pieces, window
from otklik.core.search_query import Wanted
from otklik.intake.models import Contact, FeedbackItem
from otklik.intake.originals import MARGIN, masked_opening
from otklik.intake.search import Search

#: Letters of an excerpt: two lines of a list.
EXCERPT_LETTERS = 76
#: Letters of a text that are looked through for the first hit.
LETTERS = 20_000
_CONTACT = {
    "name": "имя автора", "organization": "организация", "address": "адрес автора", "phone": "телефон автора",
    "email": "почта автора", "inn": "ИНН",
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """Title and an excerpt of the text, cut at what was found; the contact's fields that hold something of it."""

    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    found_in: tuple[str, ...] = ()


def hits_of(search: Search, items: Sequence[FeedbackItem]) -> dict[int, Hit]:
    """By the item's id; a list is no look at an original, so that excerpts bear masks and contacts are not quoted."""
    if not search.wanted:
        return {}
    ids = [item.pk for item in items]
    contacts = {one.pk: one for one in Contact.objects.filter(pk__in=ids, erased_at__isnull=True)}
    texts = FeedbackItem.objects.filter(pk__in=ids).annotate(beginning=Substr("text", 1, LETTERS))
    found = {}
    for pk, title, text, place in texts.values_list("pk", "title", "beginning", "place"):
        contact, whole = contacts.get(pk), " ".join(text.split())
        if place and not has_hits(whole, search.wanted) and has_hits(place, search.wanted):
            whole = f"{place}: {whole}"
        names = (contact.name,) if contact and contact.name else ()
        shown_title = pieces(masked_opening(title, len(title), names), search.wanted)
        fields = _fields(contact, search.wanted) if contact and search.with_contacts else ()
        found[pk] = Hit(tuple(shown_title), _excerpt(whole, search.wanted, names), fields)
    return found


def _excerpt(text: str, wanted: Sequence[Wanted], names: tuple[str, ...]) -> tuple[Piece, ...]:
    start, end = window(text, wanted, EXCERPT_LETTERS)
    shown = masked_opening(text[start : end + MARGIN], end - start, names)
    lead, rest = ("… " if start else ""), ("…" if end < len(text) else "")
    return tuple(piece for piece in (Piece(lead), *pieces(shown, wanted), Piece(rest)) if piece.text)


def _fields(contact: Contact, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    return tuple(
        label for name, label in _CONTACT.items() if has_hits(str(getattr(contact, name)), wanted, of_name=True)
    )
