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
from otklik.intake.access import item_for, make_move, tell
from otklik.intake.actions.write_answer import SignedElsewhere, write_answer
from otklik.intake.due_dates import is_late_at
from otklik.intake.models import Answer, FeedbackItem
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
    token: str = "",
    signed: SignedElsewhere | None = None,
) -> Answer:
    """The final answer. Every question needs an outcome; the answer leaves by e-mail or is printed as a letter.

    `token` is made with the page: the same one twice is one answer. What was written is not checked here, see
    `send_answer`. RuleBroken for an empty text, a question left in work, e-mail without an address.
    Порядок: murashi 4.2.
    """
    item = item_for(actor, item_id, can_answer_item)
    if known := _sent_before(item, token):
        return known
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
    answer = write_answer(actor, item, text, way, files, is_interim=False, token=token, signed=signed)
    tell(actor, item, Move.ANSWER, f"Дан ответ {Answer.Way(way).label}.")
    audit.record(actor, "answer", item, f"Ответ: {item.get_verdict_display()}", way=way)
    publish(AppealAnswered(actor, item.pk))
    return answer


@transaction.atomic
def send_interim_answer(
    *, actor: Actor, item_id: int, text: str, way: str, files: tuple[StoredFile, ...] = (), token: str = ""
) -> Answer:
    """Say how far the matter is; the clock goes on. The same `token` twice is one answer."""
    item = item_for(actor, item_id, can_answer_item)
    if known := _sent_before(item, token):
        return known
    _check_text(text)
    make_move(item, Move.INTERIM)
    answer = write_answer(actor, item, text, way, files, is_interim=True, token=token)
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


def _sent_before(item: FeedbackItem, token: str) -> Answer | None:
    """The answer of an earlier click of the same page."""
    return item.answers.filter(token=token).first() if token else None
