"""The answer as a letter on the letterhead: as it will be, as it left, and how it is found."""

import re
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.files import open_file, stored_files
from otklik.catalog.letterhead import coat_of, letterhead_of
from otklik.catalog.models import Administration
from otklik.core.declension import dative_name
from otklik.core.letter import Letter, Letterhead
from otklik.core.periods import local_date
from otklik.core.russian import NO_BREAK_SPACE, date_long
from otklik.intake.models import Answer, Contact, FeedbackItem
from otklik.intake.originals import shown_answer

_GREETING = re.compile(
    r"\s*((?:Здравствуйте|Уважаем\w+|Добрый день|Добрый вечер|Доброе утро|Дорог\w+)[^.!?\n]{0,120}[!.,])\s*",
    re.IGNORECASE,
)


def answer_of(actor: Actor, item_id: int, answer_id: int) -> Answer:
    """One answer of an item that the actor may see, masked for who does not need the original, or NotFound."""
    visible = FeedbackItem.objects.visible_to(actor).select_related("administration", "contact")
    found = (
        Answer.objects.filter(pk=answer_id, item_id=item_id)
        .select_related("signed_by", "copy")
        .prefetch_related(Prefetch("item", visible), "files__file")
        .first()
    )
    if found is None or not FeedbackItem.objects.visible_to(actor).filter(pk=item_id).exists():
        raise NotFound
    return shown_answer(actor, found)


def written_on(answer: Answer) -> date:
    """The local day of the answer."""
    return local_date(answer.at, answer.item.administration.time_zone)


def subject_of(answer: Answer) -> str:
    """«О рассмотрении обращения № Ж-00012/2025 от 3 марта 2025 г.»."""
    return subject_for(answer.item, is_interim=answer.is_interim)


def subject_for(item: FeedbackItem, *, is_interim: bool) -> str:
    """The letter's subject; a message that is no appeal is called a message."""
    registered = f" от {date_long(item.registered_on)}" if item.registered_on else ""
    what = "обращения" if item.is_appeal else "сообщения"
    head = f"О ходе рассмотрения {what}" if is_interim else f"О рассмотрении {what}"
    number = f" №{NO_BREAK_SPACE}{item.number}" if item.number else ""
    return f"{head}{number}{registered}"


def split_greeting(text: str) -> tuple[str, str]:
    """The greeting that a text begins with, and the rest; no greeting is empty."""
    found = _GREETING.match(text)
    if found is None:
        return "", text.strip()
    return found[1].rstrip(",.") + ("!" if found[1][-1] in ",." else ""), text[found.end() :].strip()


def short_name(full_name: str) -> str:
    """«А. П. Смирнова» from «Смирнова Анна Петровна», as under a letter."""
    surname, *rest = full_name.split() or [""]
    initials = " ".join(f"{name[0]}." for name in rest[:2])
    return f"{initials} {surname}".strip()


def facts_of_letter(administration: Administration, writer_name: str, writer_position: str) -> dict[str, Any]:
    """What a letter of today is frozen with: letterhead, coat of arms, signer, executor; nothing of the author."""
    head = letterhead_of(administration)
    own = not head.signer_name
    return {
        "head": head.as_json(),
        "coat": administration.options.get("letterhead", {}).get("coat"),
        "signer_position": head.signer_position or (writer_position if own else ""),
        "signer_name": head.signer_name or short_name(writer_name),
        "executor": "" if own else writer_name,
        "executor_phone": head.executor_phone or head.phone,
    }


def letter_of(answer: Answer, files: tuple[str, ...] | None = None) -> Letter:
    """The letter of an answer: with the head, signer and numbers of its day, and the author's present name."""
    item, signer = answer.item, answer.signed_by
    name, position = (str(signer), signer.position) if signer else ("", "")
    facts = answer.letter_facts or facts_of_letter(item.administration, name, position)
    listed = files if files is not None else _file_names(answer)
    made = _letter(item, answer.text, facts, is_interim=answer.is_interim, files=listed)
    return _dated(made, answer)


def _file_names(answer: Answer) -> tuple[str, ...]:
    names = tuple(one.file.name for one in answer.files.all())
    return tuple(f"файл {place}" for place, _ in enumerate(names, start=1)) if answer.item.is_masked else names


def _dated(letter: Letter, answer: Answer) -> Letter:
    facts = vars(letter) | {"number": answer.number, "written_on": written_on(answer), "created_at": answer.at}
    return Letter(**facts)


def draft_letter(
    actor: Actor, item: FeedbackItem, text: str, *, is_interim: bool, files: tuple[str, ...] = ()
) -> Letter:
    """How the letter would look if it left now: without number and date."""
    position = User.objects.filter(pk=actor.user_id or 0).values_list("position", flat=True).first() or ""
    facts = facts_of_letter(item.administration, actor.name, position)
    return _letter(item, text, facts, is_interim=is_interim, files=files)


def _letter(
    item: FeedbackItem, text: str, facts: dict[str, Any], *, is_interim: bool, files: tuple[str, ...]
) -> Letter:
    greeting, rest = split_greeting(text)
    return Letter(
        head=Letterhead.of(facts["head"]),
        addressee=_addressee(getattr(item, "contact", None)),
        subject=subject_for(item, is_interim=is_interim),
        greeting=greeting,
        paragraphs=tuple(part.strip() for part in rest.splitlines() if part.strip()),
        incoming_number=item.number,
        incoming_on=item.registered_on,
        enclosures=files,
        signer_position=facts["signer_position"],
        signer_name=facts["signer_name"],
        executor=facts["executor"],
        executor_phone=facts["executor_phone"],
        coat=_coat(item.administration, facts.get("coat")),
    )


def _coat(administration: Administration, file_id: int | None) -> bytes | None:
    """The coat of the letter's day; where its file is gone, the present one."""
    stored = next(iter(stored_files(administration.pk, [file_id])), None) if file_id else None
    if stored is None:
        return coat_of(administration) if file_id else None
    try:
        with open_file(stored) as stream:
            return stream.read()
    except FileNotFoundError:
        return None


def _addressee(contact: Contact | None) -> tuple[str, ...]:
    if contact is None or contact.erased_at:
        return ()
    reach = contact.address or contact.email
    return tuple(line for line in (contact.organization, dative_name(contact.name), reach) if line)


def sample_letter(administration: Administration, on: date, writer: str, at: datetime) -> Letter:
    """A letter to nobody, to see the letterhead."""
    facts = facts_of_letter(administration, writer, "")
    return Letter(
        head=Letterhead.of(facts["head"]),
        addressee=("Ивановой Марии Петровне", "ул. Полевая, д. 1"),
        subject="О рассмотрении обращения (образец)",
        greeting="Уважаемая Мария Петровна!",
        paragraphs=("Так выглядит письмо на вашем бланке. Проверьте название, адрес, номера и подпись.",),
        number="образец",
        written_on=on,
        incoming_number="Ж-00001",
        incoming_on=on,
        signer_position=facts["signer_position"],
        signer_name=facts["signer_name"],
        executor=facts["executor"],
        executor_phone=facts["executor_phone"],
        coat=_coat(administration, facts["coat"]),
        created_at=at,
    )
