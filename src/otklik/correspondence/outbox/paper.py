"""Letters on paper: what to print, what to carry to the post, the post's lists as tables."""

from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.models import StoredFile
from otklik.catalog.models import Administration
from otklik.core.document import Cell, Column, Document, Row, Table, Unit
from otklik.core.russian import date_long
from otklik.correspondence.outbox.policies import can_post_letters
from otklik.correspondence.outbox.visibility import Seen, seen_by
from otklik.delivery.models import OutgoingMessage, PostalList
from otklik.intake.actions.note_look import note_looks
from otklik.intake.models import OriginalLook

SHOWN = 200
PDF = "application/pdf"
FORMATS = ("pdf", "xlsx", "docx")


@dataclass(frozen=True)
class PaperLine:
    """A letter with the files that stand beside it and are no PDF: a person prints them apart."""

    seen: Seen
    other_files: tuple[str, ...]


def letters_to_print(actor: Actor, state: str, most: int = SHOWN) -> list[Seen]:
    """Letters in the state that the actor may see, oldest first; NotFound for who does not post letters."""
    if not can_post_letters(actor):
        raise NotFound
    rows = OutgoingMessage.objects.filter(administration_id=actor.administration_id, is_paper=True, state=state)
    return [seen for seen in seen_by(actor, rows.order_by("pk")[:most]) if seen.is_open]


def paper_lines(actor: Actor, state: str) -> list[PaperLine]:
    """The same for the page, for one query more."""
    found = letters_to_print(actor, state)
    stored = StoredFile.objects.in_bulk([file_id for seen in found for file_id in seen.message.file_ids])
    return [PaperLine(seen, _others(seen.message, stored)) for seen in found]


def _others(letter: OutgoingMessage, stored: dict[int, StoredFile]) -> tuple[str, ...]:
    files = [stored[file_id] for file_id in letter.file_ids if file_id in stored]
    return tuple(file.name for file in files if file.media_type != PDF)


def postal_lists(actor: Actor, most: int = 50) -> list[PostalList]:
    """The latest lists."""
    if not can_post_letters(actor):
        raise NotFound
    return list(PostalList.objects.filter(administration_id=actor.administration_id)[:most])


def postal_list_page(actor: Actor, list_id: int) -> tuple[PostalList, list[Seen]]:
    """One list with its letters; who reads addresses is noted."""
    if not can_post_letters(actor):
        raise NotFound
    found = PostalList.objects.filter(administration_id=actor.administration_id, pk=list_id).first()
    if found is None:
        raise NotFound
    letters = seen_by(actor, found.letters.order_by("number", "pk")[:1000])
    note_looks(actor, [one.item.pk for one in letters if one.item], OriginalLook.Place.LETTER)
    return found, letters


def postal_document(actor: Actor, list_id: int) -> Document:
    """The list as the post takes it: number, addressee, address, number of the letter."""
    listed, letters = postal_list_page(actor, list_id)
    rows = tuple(
        Row((Cell(place), Cell(one.to or "адресат не назван"), Cell(_address(one)), Cell(one.message.number)))
        for place, one in enumerate(letters, start=1)
    )
    columns = (
        Column("№", Unit.COUNT, width=1),
        Column("Кому", width=4),
        Column("Куда", width=6),
        Column("Исходящий номер", width=3),
    )
    title = f"Реестр почтовых отправлений № {listed.number} от {date_long(listed.posted_on)}"
    administration = Administration.objects.get(pk=actor.administration_id)
    table = Table("Письма, сданные на почту", columns, rows, "")
    return Document(title, administration.title, (table,), slug="postal-list")


def _address(seen: Seen) -> str:
    return (seen.message.address or "адрес не указан") if seen.is_open else "скрыто"
