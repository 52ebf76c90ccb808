"""Answering: interim and final; the outcome of each question, the verdict, and the letter into the outbox."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.events import AppealAnswered, publish
from otklik.base.models import StoredFile
from otklik.core.appeals import Move, Outcome, verdict_of
from otklik.core.periods import local_date
from otklik.delivery.actions.send_later import send_later
from otklik.intake.access import item_for, make_move, tell
from otklik.intake.due_dates import is_late_at
from otklik.intake.models import Answer, Attachment, FeedbackItem
from otklik.intake.policies import can_answer_item


@transaction.atomic
def answer_appeal(
    *,
    actor: Actor,
    item_id: int,
    text: str,
    outcomes: Mapping[int, Outcome],
    way: str,
    files: tuple[StoredFile, ...] = (),
    forwarded_to: str = "",
) -> Answer:
    """The final answer. Every question needs an outcome; the answer leaves by e-mail or is printed as a letter.

    RuleBroken for an empty text, a question left in work, e-mail without an address. Порядок: murashi 4.2.
    """
    item = item_for(actor, item_id, can_answer_item)
    _check_text(text)
    _set_outcomes(item, outcomes, forwarded_to)
    make_move(item, Move.ANSWER)
    now = timezone.now()
    close_clock(item)
    item.verdict = verdict_of(Outcome(q.outcome) for q in item.questions.all()).value
    item.save(update_fields=["status", "verdict", "answered_on", "waiting_days", "is_late"])
    if item.is_appeal:
        item.appeal.answered_at = now
        item.appeal.save(update_fields=["answered_at"])
    answer = _write(actor, item, text, way, files, is_interim=False)
    tell(actor, item, Move.ANSWER, f"Дан ответ {Answer.Way(way).label}.")
    audit.record(actor, "answer", item, f"Ответ: {item.get_verdict_display()}", way=way)
    publish(AppealAnswered(actor, item.pk))
    return answer


@transaction.atomic
def send_interim_answer(
    *, actor: Actor, item_id: int, text: str, way: str, files: tuple[StoredFile, ...] = ()
) -> Answer:
    """Say how far the matter is; the clock goes on."""
    item = item_for(actor, item_id, can_answer_item)
    _check_text(text)
    make_move(item, Move.INTERIM)
    answer = _write(actor, item, text, way, files, is_interim=True)
    tell(actor, item, Move.INTERIM, f"Автору сообщено о ходе рассмотрения {Answer.Way(way).label}.")
    audit.record(actor, "interim_answer", item, "Промежуточный ответ", way=way)
    return answer


def close_clock(item: FeedbackItem) -> None:
    """Store the day of the answer, the waiting in whole local days, and whether the last day was missed."""
    today = local_date(timezone.now(), item.administration.time_zone)
    item.answered_on = today
    item.waiting_days = max(0, (today - item.registered_on).days) if item.registered_on else None
    item.is_late = is_late_at(item, timezone.now())


def _check_text(text: str) -> None:
    if not text.strip():
        raise RuleBroken("text_empty", "Напишите текст ответа.", "text")


def _set_outcomes(item: FeedbackItem, outcomes: Mapping[int, Outcome], forwarded_to: str) -> None:
    for question in item.questions.all():
        outcome = outcomes.get(question.pk, Outcome.IN_WORK)
        if outcome is Outcome.IN_WORK:
            message = f"Укажите результат по вопросу {question.position}: без него ответ не закрывает обращение."
            raise RuleBroken("outcome_required", message, f"outcome_{question.pk}")
        question.outcome = outcome.value
        if outcome is Outcome.TRANSFERRED and forwarded_to:
            question.forwarded_to = forwarded_to[:300]
        question.save(update_fields=["outcome", "forwarded_to"])


def _write(
    actor: Actor, item: FeedbackItem, text: str, way: str, files: tuple[StoredFile, ...], *, is_interim: bool
) -> Answer:
    contact = getattr(item, "contact", None)
    if way == Answer.Way.EMAIL and not (contact and contact.email):
        raise RuleBroken("no_email", "У автора нет адреса электронной почты. Выберите письмо или другой способ.", "way")
    answer = Answer.objects.create(
        item=item, text=text.strip(), is_interim=is_interim, way=way, signed_by_id=actor.user_id, at=timezone.now()
    )
    Attachment.objects.bulk_create([Attachment(item=item, file=file, is_answer=True) for file in files])
    if way == Answer.Way.EMAIL and contact:
        subject = f"{item.administration.short_title}: ответ на обращение № {item.number}"
        send_later(
            administration_id=item.administration_id,
            target=item,
            to=contact.email,
            subject=subject,
            text=answer.text,
            file_ids=[file.pk for file in files],
        )
    return answer
