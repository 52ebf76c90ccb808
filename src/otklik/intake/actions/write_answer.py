"""Writing an answer down: its outgoing number, its files, the copy of the letter, and the letter into the outbox."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.models import StoredFile
from otklik.catalog.letterhead import answer_rules_of
from otklik.core.author_marks import last_day
from otklik.core.russian import date_long
from otklik.exporters.letter.to_pdf import LetterNotSet
from otklik.intake.answer_closings import closings_of
from otklik.intake.leaving import leave_by_channel, leave_by_email, leave_on_paper
from otklik.intake.letters import facts_of_letter, subject_of, written_on
from otklik.intake.models import Answer, Attachment, FeedbackItem
from otklik.intake.outgoing_copies import keep_copy
from otklik.intake.outgoing_numbers import next_outgoing_number
from otklik.intake.reply_ways import reply_way


@dataclass(frozen=True)
class SignedElsewhere:
    """An answer that another system of the administration registered: its number there, who signed it."""

    number: str
    signer: str
    position: str = ""


def write_answer(
    actor: Actor,
    item: FeedbackItem,
    text: str,
    way: str,
    files: tuple[StoredFile, ...],
    *,
    is_interim: bool,
    token: str = "",
    signed: SignedElsewhere | None = None,
) -> Answer:
    """Store the answer inside the caller's transaction; what is written gets a number, a copy and leaves.

    RuleBroken for e-mail without an address, a channel the author did not write by, or a letter that cannot be printed.
    """
    answer = Answer(
        item=item,
        text=text.replace("\0", "").strip(),
        is_interim=is_interim,
        way=way,
        signed_by_id=actor.user_id,
        at=timezone.now(),
        token=token,
    )
    if signed:
        answer.number = signed.number
        answer.letter_facts = facts_of_letter(item.administration, signed.signer, signed.position)
    elif way != Answer.Way.ORAL:
        answer.number = next_outgoing_number(item.administration, written_on(answer), item.number)
        position = answer.signed_by.position if answer.signed_by else ""
        answer.letter_facts = facts_of_letter(item.administration, actor.name, position)
    answer.save(force_insert=True)
    Attachment.objects.bulk_create([Attachment(item=item, file=file, is_answer=True, answer=answer) for file in files])
    _keep_copy(answer, files)
    _leave(answer, files, is_posted=signed is not None)
    return answer


def _keep_copy(answer: Answer, files: tuple[StoredFile, ...]) -> None:
    if answer.way == Answer.Way.ORAL:
        return
    try:
        keep_copy(answer, tuple(file.name for file in files))
    except LetterNotSet as problem:
        raise RuleBroken("letter_not_set", str(problem), "text") from problem


def _leave(answer: Answer, files: tuple[StoredFile, ...], *, is_posted: bool) -> None:
    """By the chosen way. A letter that another system registered is printed there (`is_posted`)."""
    item, way = answer.item, answer.way
    name = subject_of(answer)
    subject = f"{item.administration.short_title}: {name[:1].lower()}{name[1:]}"
    file_ids = [file.pk for file in (*([answer.copy] if answer.copy else []), *files)]
    if way == Answer.Way.EMAIL:
        leave_by_email(item, subject=subject, text=mail_text(answer), file_ids=file_ids)
    elif way == Answer.Way.CHANNEL:
        _leave_by_channel(answer, subject, file_ids)
    elif way == Answer.Way.LETTER and not is_posted:
        leave_on_paper(item, number=answer.number, subject=name, text=answer.text, file_ids=file_ids)


def _leave_by_channel(answer: Answer, subject: str, file_ids: list[int]) -> None:
    """Where everybody reads it, only the words themselves go: the letter on the letterhead names its author."""
    own = reply_way(answer.item_id)
    if own is not None and own.is_public:
        leave_by_channel(answer.item, subject=subject, text=answer.text)
    else:
        leave_by_channel(answer.item, subject=subject, text=mail_text(answer), file_ids=file_ids)


def mail_text(answer: Answer) -> str:
    """The letter's words, then where its author learns what goes on, says «доволен / не доволен», and the survey."""
    item = answer.item
    rules = answer_rules_of(item.administration)
    address = settings.BASE_URL.rstrip("/") + reverse("public:status", args=[item.administration.slug])
    facts = [f"Исходящий номер: {answer.number}. Ваше обращение: № {item.number}. Письмо на бланке приложено."]
    if answer.is_interim:
        facts.append(f"Узнать, что с обращением, можно по номеру и коду: {address}")
    else:
        until = date_long(last_day(written_on(answer), rules.mark_days))
        facts.append(
            f"Довольны ли вы ответом? Отметьте до {until} по номеру и коду из квитанции: {address}\n"
            f"Если не довольны, напишите почему: {rules.after_unsatisfied.label}."
        )
        facts.extend(closings_of(answer) or _own_survey(rules.survey_url))
    return "\n\n".join([answer.text, "—", *facts])


def _own_survey(address: str) -> list[str]:
    """The survey elsewhere that the administration named for all its answers."""
    return [f"Ответьте на несколько вопросов о том, как мы работаем: {address}"] if address else []
