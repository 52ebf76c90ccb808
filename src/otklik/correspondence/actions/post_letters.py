"""Letters on paper: printed together, carried to the post, entered in its list. Порядок: murashi 4.2."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import open_file
from otklik.base.models import StoredFile
from otklik.catalog.models import Administration
from otklik.core.periods import local_date
from otklik.correspondence.outbox.paper import letters_to_print
from otklik.correspondence.outbox.policies import can_post_letters
from otklik.delivery.models import OutgoingMessage, PostalList
from otklik.delivery.settling import mark_sent
from otklik.exporters.joined_pdf import join_pdf
from otklik.intake.actions.note_look import note_looks
from otklik.intake.models import OriginalLook

State = OutgoingMessage.State
PDF = "application/pdf"
#: So many letters in one file: more would neither be printed nor carried at once.
MOST = 200


@transaction.atomic
def print_waiting(*, actor: Actor) -> bytes:
    """One PDF of all letters that wait, oldest first; they are «напечатано» now. RuleBroken when none waits."""
    found = letters_to_print(actor, State.PRINT, MOST)
    if not found:
        raise RuleBroken("nothing", "Печатать нечего: все письма напечатаны.")
    content = join_pdf([_sheets(one.message) for one in found])
    note_looks(actor, [one.item.pk for one in found if one.item], OriginalLook.Place.LETTER)
    ids = [one.message.pk for one in found]
    OutgoingMessage.objects.filter(pk__in=ids, state=State.PRINT).update(state=State.PRINTED, printed_at=timezone.now())
    audit.record(actor, "print_letters", _administration(actor), f"Напечатано писем: {len(ids)}")
    return content


@transaction.atomic
def post_letters(*, actor: Actor, message_ids: Collection[int], number: str, posted_on: date | None) -> PostalList:
    """«Отправлено почтой»: the printed letters stand in the postal list of the day, which may get more of them later.

    RuleBroken for a day to come, a list without number, letters that are not printed yet or left already.
    """
    administration = _administration(actor)
    if not number.strip():
        raise RuleBroken("number", "Укажите номер реестра почтовых отправлений.", "number")
    if posted_on is None or posted_on > local_date(timezone.now(), administration.time_zone):
        raise RuleBroken("posted_on", "Укажите день отправки, не позже сегодняшнего.", "posted_on")
    letters = list(_printed(actor).filter(pk__in=message_ids))
    if not letters:
        raise RuleBroken("nothing", "Отметьте напечатанные письма, которые отданы на почту.")
    listed, made = PostalList.objects.get_or_create(
        administration_id=actor.administration_id, number=number.strip()[:60], defaults={"posted_on": posted_on}
    )
    if not made and listed.posted_on != posted_on:
        told = f"Реестр № {listed.number} уже есть, он от {listed.posted_on:%d.%m.%Y}. Укажите другой номер."
        raise RuleBroken("number_taken", told, "number")
    OutgoingMessage.objects.filter(pk__in=[letter.pk for letter in letters]).update(postal_list=listed)
    for letter in letters:
        mark_sent(letter)
    audit.record(actor, "post_letters", listed, f"Отправлено почтой писем: {len(letters)}, реестр № {listed.number}")
    return listed


@transaction.atomic
def print_again(*, actor: Actor, message_id: int) -> None:
    """A spoiled sheet: the letter waits for printing again."""
    _administration(actor)
    letter = _printed(actor).filter(pk=message_id).first()
    if letter is None:
        raise NotFound
    letter.state, letter.printed_at = State.PRINT, None
    letter.save(update_fields=["state", "printed_at"])
    audit.record(actor, "print_again", letter, "Письмо вернули в «К печати»")


def _printed(actor: Actor) -> QuerySet[OutgoingMessage]:
    ids = [seen.message.pk for seen in letters_to_print(actor, State.PRINTED, 1000)]
    return OutgoingMessage.objects.select_for_update().filter(pk__in=ids, state=State.PRINTED)


def _administration(actor: Actor) -> Administration:
    if not can_post_letters(actor):
        raise NotFound
    return Administration.objects.get(pk=actor.administration_id)


def _sheets(letter: OutgoingMessage) -> bytes:
    """What is printed of one letter: its PDF files in their order."""
    stored = StoredFile.objects.in_bulk(letter.file_ids)
    files = [stored[file_id] for file_id in letter.file_ids if file_id in stored]
    try:
        return join_pdf([_content(file) for file in files if file.media_type == PDF])
    except (OSError, ValueError) as problem:
        told = f"Письмо {letter.number or letter.subject}: {problem} Отмените его в «Исходящих» и напечатайте отдельно."
        raise RuleBroken("unreadable", told) from problem


def _content(file: StoredFile) -> bytes:
    with open_file(file) as stream:
        return stream.read()
