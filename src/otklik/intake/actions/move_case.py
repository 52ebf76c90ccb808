"""The other moves of a case: take, assign, prolong, forward, close, return to work."""

from django.db import transaction
from django.utils import timezone

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Department
from otklik.core.appeals import ItemStatus, Move, Outcome, verdict_of
from otklik.core.deadlines import LegalClass
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.intake.access import check_open, item_for, make_move, tell
from otklik.intake.actions.return_item import settle_returns
from otklik.intake.actions.write_forwarding import outside_body, write_forwarding
from otklik.intake.clock import deadline_of_item
from otklik.intake.due_dates import DUE_FIELDS, put_due
from otklik.intake.models import Appeal, FeedbackItem
from otklik.intake.policies import can_answer_item, can_assign_item, can_distribute_items, can_forward_item


@transaction.atomic
def take_item(*, actor: Actor, item_id: int) -> FeedbackItem:
    """The person takes the case to his own desk."""
    item = item_for(actor, item_id, can_answer_item)
    check_open(item)
    if item.status == ItemStatus.REGISTERED:
        make_move(item, Move.TAKE)
    item.assignee_id = actor.user_id
    item.department_id = item.department_id or actor.department_id
    item.save(update_fields=["status", "assignee", "department"])
    settle_returns(item)
    tell(actor, item, Move.TAKE, f"Взято в работу: {actor.name}.", is_public=False)
    audit.record(actor, "take", item, f"В работе: {actor.name}")
    return item


@transaction.atomic
def assign_item(
    *, actor: Actor, item_id: int, department_id: int | None = None, assignee_id: int | None = None
) -> FeedbackItem:
    """Send the case to a unit, or to a person of the same administration."""
    item = item_for(actor, item_id, can_distribute_items)
    own = {"administration_id": actor.administration_id}
    person = User.objects.filter(**own, pk=assignee_id, is_active=True).first() if assignee_id else None
    unit_id = department_id or (person.department_id if person else None)
    unit = Department.objects.filter(**own, pk=unit_id).first() if unit_id else None
    if unit is None and person is None:
        raise RuleBroken("nobody", "Выберите подразделение или исполнителя.", "department")
    item.department, item.assignee = unit or item.department, person
    item.save(update_fields=["department", "assignee"])
    settle_returns(item)
    where = " — ".join(str(part) for part in (unit, person) if part)
    tell(actor, item, "assign", f"Рассматривает: {unit or person}.")
    audit.record(actor, "assign", item, f"Назначено: {where}")
    return item


@transaction.atomic
def prolong_appeal(*, actor: Actor, item_id: int, reason: str) -> FeedbackItem:
    """Prolong once, by the days of the legal class, with notice to the author (59-ФЗ, статья 12)."""
    item = item_for(actor, item_id, can_answer_item)
    if not reason.strip():
        raise RuleBroken("reason_required", "Напишите причину продления: её увидит автор.", "reason")
    if not item.is_appeal or item.registered_on is None:
        raise RuleBroken("no_clock", "У этого сообщения нет срока, продлевать нечего.")
    deadline = deadline_of_item(item, prolonged=True)
    if deadline is None or (deadline.due_on, deadline.due_at) == (item.due_on, item.appeal.due_at):
        raise RuleBroken("no_prolongation", "Для этого вида обращений закон не даёт продлить срок.")
    make_move(item, Move.PROLONG)
    put_due(item, deadline, actor=actor, why=f"Срок продлён: {reason.strip()}")
    item.save(update_fields=["status", "due_on"])
    today = local_date(timezone.now(), item.administration.time_zone)
    item.appeal.prolonged_on, item.appeal.prolongation_reason = today, reason.strip()[:500]
    item.appeal.save(update_fields=[*DUE_FIELDS, "prolonged_on", "prolongation_reason"])
    tell(actor, item, Move.PROLONG, f"Срок продлён до {date_long(deadline.due_on)} Причина: {reason.strip()}")
    audit.record(actor, "prolong", item, f"Срок продлён до {deadline.due_on}")
    return item


@transaction.atomic
def forward_appeal(
    *, actor: Actor, item_id: int, to: str = "", note: str = "", body_id: int | None = None, number: str = ""
) -> FeedbackItem:
    """Send to the body that it belongs to, within seven days, with notice to the author (59-ФЗ, статья 8).

    `body_id` is one of the administration's list, `to` any other; the accompanying letter and the notice are made.
    """
    item = item_for(actor, item_id, can_forward_item)
    body = outside_body(actor, body_id)
    to = " ".join(to.split()) or (body.title if body else "")
    if not to:
        raise RuleBroken("to_required", "Укажите, куда направлено обращение: выберите из списка или впишите.", "to")
    make_move(item, Move.FORWARD)
    item.questions.filter(outcome=Outcome.IN_WORK).update(
        outcome=Outcome.TRANSFERRED, forwarded_to=to[:300], note=note[:500]
    )
    _settle(item)
    if item.is_appeal:
        today = local_date(timezone.now(), item.administration.time_zone)
        Appeal.objects.filter(item=item).update(forwarded_to=to[:300], forwarded_on=today)
    write_forwarding(actor=actor, item=item, to=to, body=body, number=number, note=note)
    tell(actor, item, Move.FORWARD, f"Направлено по компетенции: {to}. Ответ даст эта организация.")
    audit.record(actor, "forward", item, "Направлено по компетенции")
    return item


@transaction.atomic
def close_item(*, actor: Actor, item_id: int, reason: str) -> FeedbackItem:
    """Close without an answer: no name or address, illegible, correspondence ended. The reason is kept."""
    item = item_for(actor, item_id, can_answer_item)
    if not reason.strip():
        raise RuleBroken("reason_required", "Напишите, почему ответ не даётся.", "reason")
    make_move(item, Move.CLOSE)
    item.questions.filter(outcome=Outcome.IN_WORK).update(outcome=Outcome.LEFT_WITHOUT_ANSWER, note=reason[:500])
    _settle(item)
    tell(actor, item, Move.CLOSE, f"Закрыто без ответа: {reason.strip()}")
    audit.record(actor, "close", item, "Закрыто без ответа")
    return item


@transaction.atomic
def reopen_item(*, actor: Actor, item_id: int, reason: str) -> FeedbackItem:
    """Return an ended case to work; the clock runs on from the old last day."""
    item = item_for(actor, item_id, can_answer_item)
    if not reason.strip():
        raise RuleBroken("reason_required", "Напишите, почему обращение возвращено в работу.", "reason")
    put_back(item)
    tell(actor, item, Move.REOPEN, f"Возвращено в работу: {reason.strip()}")
    audit.record(actor, "reopen", item, "Возвращено в работу")
    return item


def put_back(item: FeedbackItem) -> None:
    """An ended case waits again: its questions are open, nothing of the answer counts (saved)."""
    make_move(item, Move.REOPEN)
    item.questions.update(outcome=Outcome.IN_WORK)
    Appeal.objects.filter(item=item).update(answered_at=None, forwarded_to="", forwarded_on=None)
    item.answered_on = item.waiting_days = None
    item.is_late = False
    _settle(item)


@transaction.atomic
def change_legal_class(*, actor: Actor, item_id: int, legal_class: LegalClass, reason: str) -> FeedbackItem:
    """The registrar's word on what the law sees in the item; the clock is counted anew, the old day kept."""
    item = item_for(actor, item_id, can_assign_item)
    if not reason.strip():
        raise RuleBroken("reason_required", "Напишите основание: почему вид рассмотрения другой.", "reason")
    if not item.is_appeal:
        raise NotFound
    check_open(item)
    if item.registered_on is None:
        raise RuleBroken("not_registered", "Сначала зарегистрируйте обращение.")
    item.legal_class = legal_class.value
    put_due(item, deadline_of_item(item), actor=actor, why=f"{legal_class.label}: {reason.strip()}")
    item.save(update_fields=["legal_class", "due_on"])
    item.appeal.save(update_fields=DUE_FIELDS)
    tell(actor, item, "legal_class", f"{legal_class.label}: {reason.strip()}", is_public=False)
    audit.record(actor, "legal_class", item, legal_class.label)
    return item


def _settle(item: FeedbackItem) -> None:
    item.verdict = verdict_of(Outcome(question.outcome) for question in item.questions.all()).value
    item.save(update_fields=["status", "verdict", "answered_on", "waiting_days", "is_late"])
