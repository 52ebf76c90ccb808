"""«Доволен / не доволен»: the author's word on an answer, and what follows from it."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.events import AuthorSpoke, publish
from otklik.catalog.letterhead import AnswerRules, answer_rules_of
from otklik.core.appeals import Form, ItemKind, ItemStatus, Move, SenderKind
from otklik.core.author_marks import AfterUnsatisfied, Mark, last_day
from otklik.core.deadlines import Deadline
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.intake.access import tell
from otklik.intake.actions.move_case import put_back
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.intake.author_access import Recognised, Ticket, item_of_author
from otklik.intake.clock import deadline_of_item
from otklik.intake.due_dates import DUE_FIELDS, put_due
from otklik.intake.letters import written_on
from otklik.intake.models import Answer, AnswerMark, Appeal, FeedbackItem

LONGEST_COMMENT = 5000


@dataclass(frozen=True)
class Marked:
    """The mark with what followed; `receipt` is that of the repeated appeal, with its new number and code."""

    mark: AnswerMark
    receipt: Receipt | None = None


@transaction.atomic
def mark_answer(*, actor: Actor, ticket: Ticket | Recognised, answer_id: int, mark: Mark, comment: str = "") -> Marked:
    """Take the author's word on the last final answer: once an answer, within the administration's days.

    «Не доволен» brings the case back or makes a repeated appeal, by the administration's setting. RuleBroken for a
    second mark, a day too late, and an unsatisfied word without a reason. Порядок: biysk 3, livny 3.
    """
    item = item_of_author(actor, ticket)
    answer = _last_answer(item, answer_id)
    rules = answer_rules_of(item.administration)
    said = comment.replace("\0", "").strip()
    _check(answer, rules, mark, said)
    row = AnswerMark(
        administration_id=item.administration_id,
        answer=answer,
        item=item,
        mark=mark.value,
        comment=said,
        at=timezone.now(),
    )
    receipt = None
    if mark is Mark.UNSATISFIED and item.status == ItemStatus.ANSWERED:
        receipt = _follow(actor, item, row, rules)
    row.save(force_insert=True)
    item.author_mark = mark.value
    item.save(update_fields=["author_mark"])
    told = f"Автор отметил: {mark.label.lower()}."
    tell(actor, item, "mark", told)
    audit.record(actor, "mark_answer", item, told.rstrip("."), result=row.result)
    publish(AuthorSpoke(actor, item.pk, "mark"))
    return Marked(row, receipt)


def _last_answer(item: FeedbackItem, answer_id: int) -> Answer:
    last = item.answers.filter(is_interim=False).order_by("at", "pk").last()
    if last is None or last.pk != answer_id:
        raise NotFound
    return last


def _check(answer: Answer, rules: AnswerRules, mark: Mark, comment: str) -> None:
    if AnswerMark.objects.filter(answer=answer).exists():
        raise RuleBroken("already_marked", "Вы уже отметили этот ответ. Отметка ставится один раз.")
    until = last_day(written_on(answer), rules.mark_days)
    if local_date(timezone.now(), answer.item.administration.time_zone) > until:
        message = f"Отметить ответ можно было до {date_long(until)} Если вопрос остался, напишите новое сообщение."
        raise RuleBroken("too_late", message)
    if mark is Mark.UNSATISFIED and not comment:
        raise RuleBroken("comment_required", "Напишите, чем вы не довольны: с этим вернёмся к работе.", "comment")
    if len(comment) > LONGEST_COMMENT:
        raise RuleBroken("comment_long", f"Не длиннее {LONGEST_COMMENT} знаков: остальное приложите файлом.", "comment")


def _follow(actor: Actor, item: FeedbackItem, row: AnswerMark, rules: AnswerRules) -> Receipt | None:
    if rules.after_unsatisfied is AfterUnsatisfied.REOPEN:
        bring_back(actor, item, "Автор не доволен ответом")
        row.result = AnswerMark.Result.REOPENED
    elif rules.after_unsatisfied is AfterUnsatisfied.REPEAT:
        receipt = _repeat(item, row.comment)
        row.result, row.repeat_id = AnswerMark.Result.REPEAT, receipt.item_id
        return receipt
    return None


def bring_back(actor: Actor, item: FeedbackItem, why: str) -> None:
    """Return the ended case to work by the author's word; its clock runs anew from today, the old day is kept."""
    put_back(item)
    if item.is_appeal and item.registered_on is not None:
        now = timezone.now()
        item.appeal.returned_at, item.appeal.prolonged_on = now, None
        put_due(item, _counted_anew(item), actor=actor, why=why)
        item.save(update_fields=["due_on"])
        item.appeal.save(update_fields=["returned_at", "prolonged_on", *DUE_FIELDS])
    tell(actor, item, Move.REOPEN, f"{why}: обращение снова в работе.")


def _counted_anew(item: FeedbackItem) -> Deadline | None:
    deadline = deadline_of_item(item, prolonged=False)
    if deadline is None or item.appeal.returned_at is None:
        return deadline
    on = date_long(local_date(item.appeal.returned_at, item.administration.time_zone))
    first = f"Автор вернул обращение {on}, срок считается заново со следующего дня."
    return replace(deadline, steps=(first, *deadline.steps[1:]))


def _repeat(item: FeedbackItem, comment: str) -> Receipt:
    """A new appeal of the same person about the same: with its own number, code and clock, tied to the first."""
    contact = getattr(item, "contact", None)
    given = {name: getattr(contact, name) for name in ("name", "email", "phone", "address", "organization", "inn")}
    incoming = IncomingFeedback(
        text=comment,
        channel=item.channel.slug,
        received_at=timezone.now(),
        kind=ItemKind(item.kind),
        title=f"Не доволен ответом на № {item.number}",
        audience=None,
        form=Form.WRITTEN,
        sender_kind=SenderKind(item.sender_kind),
        place=item.place,
        process=item.process.slug if item.process else None,
        **(given if contact else {}),
    )
    system = system_actor(item.administration_id, item.administration.slug)
    consent = contact.consent_version if contact else ""
    receipt = receive_feedback(
        actor=system, incoming=incoming, consent_version=consent, department_id=item.department_id, repeat_of_id=item.pk
    )
    Appeal.objects.filter(item_id=receipt.item_id).update(repeat_of=item)
    return receipt
