"""Writing an answer down: its outgoing number, its files, the copy of the letter, and the letter into the outbox."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.models import StoredFile
from otklik.catalog.letterhead import answer_rules_of
from otklik.core.author_marks import last_day
from otklik.core.russian import date_long
from otklik.delivery.actions.send_later import send_later
from otklik.exporters.letter.to_pdf import LetterNotSet
from otklik.intake.answer_closings import closings_of
from otklik.intake.letters import facts_of_letter, subject_of, written_on
from otklik.intake.models import Answer, Attachment, Contact, FeedbackItem
from otklik.intake.outgoing_copies import keep_copy
from otklik.intake.outgoing_numbers import next_outgoing_number


def write_answer(
    actor: Actor,
    item: FeedbackItem,
    text: str,
    way: str,
    files: tuple[StoredFile, ...],
    *,
    is_interim: bool,
    token: str = "",
) -> Answer:
    """Store the answer inside the caller's transaction; what is written gets a number, a copy and, by e-mail, leaves.

    RuleBroken for e-mail without an address, or a letter that cannot be printed.
    """
    contact: Contact | None = getattr(item, "contact", None)
    if way == Answer.Way.EMAIL and not (contact and contact.email):
        raise RuleBroken("no_email", "У автора нет адреса электронной почты. Выберите письмо или другой способ.", "way")
    answer = Answer(
        item=item,
        text=text.replace("\0", "").strip(),
        is_interim=is_interim,
        way=way,
        signed_by_id=actor.user_id,
        at=timezone.now(),
        token=token,
    )
    if way != Answer.Way.ORAL:
        answer.number = next_outgoing_number(item.administration, written_on(answer), item.number)
        position = answer.signed_by.position if answer.signed_by else ""
        answer.letter_facts = facts_of_letter(item.administration, actor.name, position)
    answer.save(force_insert=True)
    Attachment.objects.bulk_create([Attachment(item=item, file=file, is_answer=True, answer=answer) for file in files])
    _keep_copy(answer, files)
    if way == Answer.Way.EMAIL and contact:
        _send(answer, contact.email, files)
    return answer


def _keep_copy(answer: Answer, files: tuple[StoredFile, ...]) -> None:
    if answer.way == Answer.Way.ORAL:
        return
    try:
        keep_copy(answer, tuple(file.name for file in files))
    except LetterNotSet as problem:
        raise RuleBroken("letter_not_set", str(problem), "text") from problem


def _send(answer: Answer, to: str, files: tuple[StoredFile, ...]) -> None:
    item, copy = answer.item, [answer.copy] if answer.copy else []
    send_later(
        administration_id=item.administration_id,
        target=item,
        to=to,
        subject=f"{item.administration.short_title}: {subject_of(answer)[:1].lower()}{subject_of(answer)[1:]}",
        text=mail_text(answer),
        file_ids=[file.pk for file in (*copy, *files)],
    )


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
