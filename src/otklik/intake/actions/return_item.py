"""«Не наше»: a unit gives a message back to those who send messages on; one for another body is marked so."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.queries import work_calendar
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.intake.access import check_open, item_for, tell
from otklik.intake.actions.write_forwarding import outside_body
from otklik.intake.models import CaseEvent, FeedbackItem, ForwardingMark, ItemReturn, ItemRouting
from otklik.intake.policies import can_forward_item, can_return_item
from otklik.intake.routing.deciding import mark_to_forward

#: Working days in which a unit may say that a message is not its own; `options["return_days"]` sets another number.
RETURN_DAYS = 2


@transaction.atomic
def return_item(*, actor: Actor, item_id: int, reason: str) -> FeedbackItem:
    """Take the unit off the item, with the reason. RuleBroken after the unit's days, or when it is not at one's unit.

    The coordinator and the head may do it at any time.
    """
    item = item_for(actor, item_id, can_return_item)
    check_open(item)
    if not reason.strip():
        raise RuleBroken("reason_required", "Напишите, почему это не ваш вопрос и чей он.", "reason")
    if item.department_id is None:
        raise RuleBroken("no_department", "Обращение ни в одном подразделении: возвращать некому.")
    if not actor.has(Role.COORDINATOR, Role.HEAD):
        _check_own(actor, item)
    unit, item.department, item.assignee = item.department, None, None
    item.save(update_fields=["department", "assignee"])
    ItemReturn.objects.create(
        item=item,
        administration_id=item.administration_id,
        department=unit,
        by_id=actor.user_id,
        reason=reason.strip()[:500],
        at=timezone.now(),
    )
    tell(actor, item, "return", f"Возвращено, «не наше»: {unit}. {reason.strip()}", is_public=False)
    audit.record(actor, "return", item, f"Возвращено: {unit}")
    return item


def settle_returns(item: FeedbackItem) -> None:
    """Somebody has sent it on."""
    ItemReturn.objects.filter(item=item, is_settled=False).update(is_settled=True)


def return_until(item: FeedbackItem) -> date:
    """The last day on which the unit may give the item back: working days from when it came to the unit."""
    sent = CaseEvent.objects.filter(item=item, move__in=("assign", "take")).order_by("-at").first()
    routing = ItemRouting.objects.filter(item=item).first()
    moments = [one.at for one in (sent, routing) if one] or [item.received_at]
    came_on = local_date(max(moments), item.administration.time_zone)
    days = item.administration.options.get("return_days", RETURN_DAYS)
    return work_calendar(item.administration_id).add_working_days(came_on, int(days))


def _check_own(actor: Actor, item: FeedbackItem) -> None:
    if item.assignee_id != actor.user_id and (actor.department_id is None or item.department_id != actor.department_id):
        raise RuleBroken("not_yours", "Вернуть может подразделение, в котором обращение находится.")
    until = return_until(item)
    if local_date(timezone.now(), item.administration.time_zone) > until:
        text = f"Вернуть можно было до {date_long(until)} Теперь это решает координатор или руководитель."
        raise RuleBroken("too_late", text)


@transaction.atomic
def mark_for_forwarding(*, actor: Actor, item_id: int, body_id: int | None) -> FeedbackItem:
    """Say that the message belongs to another body: it waits in the list of those to be forwarded."""
    item = item_for(actor, item_id, can_forward_item)
    check_open(item)
    body = outside_body(actor, body_id)
    if body is None:
        raise RuleBroken("body_required", "Выберите орган, которому это нужно направить.", "body")
    mark_to_forward(item, body.pk, by_id=actor.user_id)
    tell(actor, item, "mark_forward", f"Отмечено: нужно направить, {body.title}.", is_public=False)
    audit.record(actor, "mark_forward", item, f"Нужно направить: {body.title}")
    return item


@transaction.atomic
def unmark_forwarding(*, actor: Actor, item_id: int) -> FeedbackItem:
    """It is ours after all."""
    item = item_for(actor, item_id, can_forward_item)
    deleted, _ = ForwardingMark.objects.filter(item=item).delete()
    if not deleted:
        raise NotFound
    tell(actor, item, "unmark_forward", "Рассматриваем сами: отметка «направить» снята.", is_public=False)
    audit.record(actor, "unmark_forward", item, "Отметка «направить» снята")
    return item
