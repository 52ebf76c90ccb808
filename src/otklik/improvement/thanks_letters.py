"""Printed letters of thanks: on the letterhead, numbered when they are first printed, one or many in a file."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.letterhead import coat_of
from otklik.core.declension import dative_name
from otklik.core.letter import Letter, Letterhead
from otklik.core.periods import local_date
from otklik.improvement.actions.change_notice import State, Way, check_done, checked_text, notice_to_change
from otklik.improvement.models import OutcomeNotice
from otklik.improvement.thanks_reach import contact_of_notice
from otklik.intake.actions.note_look import note_looks
from otklik.intake.letters import facts_of_letter, split_greeting
from otklik.intake.models import Contact, OriginalLook
from otklik.intake.outgoing_numbers import next_outgoing_number

SUBJECT = "О реализации Вашего предложения"
#: Letters of one file at most: a printer's tray.
MOST_LETTERS = 200


@transaction.atomic
def print_letters(*, actor: Actor, notice_ids: Iterable[int]) -> list[Letter]:
    """The letters of these notices, in their order; each gets its outgoing number when first printed.

    RuleBroken for none, too many, one that is not a letter or was not looked through.
    """
    ids = list(dict.fromkeys(notice_ids))
    if not ids:
        raise RuleBroken("none", "Отметьте письма, которые напечатать.")
    if len(ids) > MOST_LETTERS:
        raise RuleBroken("many", f"Не больше {MOST_LETTERS} писем в одном файле. Отметьте меньше.")
    notices = [notice_to_change(actor, notice_id) for notice_id in ids]
    for notice in notices:
        _check(notice)
        if not notice.number:
            number_letter(actor, notice)
    note_looks(actor, [notice.item_id for notice in notices if notice.item_id], OriginalLook.Place.LETTER)
    return [letter_of_notice(notice) for notice in notices]


def _check(notice: OutcomeNotice) -> None:
    if notice.way != Way.LETTER:
        raise RuleBroken("not_a_letter", "Среди отмеченных есть благодарность не письмом. Обновите страницу.")
    if notice.state not in {State.PREPARED, State.SENT}:
        raise RuleBroken("unread", "Сначала прочтите текст каждого письма и нажмите «Проверено».")
    checked_text(notice.text)
    if notice.state != State.SENT:
        check_done(notice)


def number_letter(actor: Actor, notice: OutcomeNotice) -> None:
    """Give the letter its outgoing number and the letterhead of the day; the notice is locked by the caller."""
    administration, now = notice.administration, timezone.now()
    on = local_date(now, administration.time_zone)
    incoming = notice.item.number if notice.item else ""
    notice.number = next_outgoing_number(administration, on, incoming)
    position = User.objects.filter(pk=actor.user_id or 0).values_list("position", flat=True).first() or ""
    facts = facts_of_letter(administration, actor.name, position)
    notice.letter_facts = {**facts, "on": on.isoformat(), "at": now.isoformat()}
    notice.save(update_fields=["number", "letter_facts"])
    audit.record(actor, "print_thanks", notice, f"Письмо с благодарностью № {notice.number}")


def letter_of_notice(notice: OutcomeNotice) -> Letter:
    """The letter of a notice printed before: with the head and signer of its day, and the author's present name."""
    facts, item, contact = notice.letter_facts, notice.item, contact_of_notice(notice)
    greeting, rest = split_greeting(notice.text)
    at = datetime.fromisoformat(facts["at"])
    return Letter(
        head=Letterhead.of(facts["head"]),
        addressee=_addressee(contact),
        subject=SUBJECT,
        greeting=greeting,
        paragraphs=tuple(part.strip() for part in rest.splitlines() if part.strip()),
        number=notice.number,
        written_on=local_date(at, notice.administration.time_zone),
        incoming_number=item.number if item else "",
        incoming_on=item.registered_on if item else None,
        signer_position=facts["signer_position"],
        signer_name=facts["signer_name"],
        executor=facts["executor"],
        executor_phone=facts["executor_phone"],
        coat=coat_of(notice.administration),
        created_at=at,
    )


def _addressee(contact: Contact) -> tuple[str, ...]:
    return tuple(line for line in (contact.organization, dative_name(contact.name), contact.address) if line)
