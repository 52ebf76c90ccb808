"""The reader's word on what a message is: a statement that came as a review becomes a case with its clock."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.appeals import ItemKind, ItemStatus
from otklik.core.periods import local_date
from otklik.intake.access import check_open, item_for, tell
from otklik.intake.clock import deadline_of_item, legal_class_of
from otklik.intake.due_dates import DUE_FIELDS, put_due
from otklik.intake.models import Appeal, FeedbackItem
from otklik.intake.policies import can_assign_item


@transaction.atomic
def change_kind(*, actor: Actor, item_id: int, kind: ItemKind, reason: str) -> FeedbackItem:
    """Set the kind; the clock is counted anew when the law now sees something else. The number stays as it was given.

    RuleBroken for an ended case (its figures are counted), the same kind, or no reason. Порядок: murashi 4.1.
    """
    item = item_for(actor, item_id, can_assign_item)
    check_open(item)
    if item.kind == kind:
        raise RuleBroken("same_kind", f"Вид уже такой: {kind.label.lower()}.", "kind")
    if not reason.strip():
        raise RuleBroken("reason_required", "Напишите, почему вид другой.", "reason")
    was = ItemKind(item.kind)
    item.kind = kind.value
    if was.is_appeal != kind.is_appeal or ItemKind.INQUIRY in {was, kind}:
        _count_clock(actor, item, kind, f"Вид изменён на «{kind.label.lower()}»: {reason.strip()}")
    item.save(update_fields=["kind", "legal_class", "registered_on", "due_on"])
    item.questions.update(kind=item.kind)
    tell(
        actor,
        item,
        "kind",
        f"Вид: {kind.label.lower()} (был: {was.label.lower()}). {reason.strip()}"[:500],
        is_public=False,
    )
    audit.record(actor, "change_kind", item, f"{was.label} → {kind.label}")
    return item


def _count_clock(actor: Actor, item: FeedbackItem, kind: ItemKind, why: str) -> None:
    """What the law sees now; the clock of what is not registered yet begins with its registration."""
    legal_class = legal_class_of(item.channel.legal_class, kind, item.audience)
    item.legal_class = legal_class.value
    if item.status == ItemStatus.NEW:
        item.due_on = None
        return
    now = timezone.now()
    if kind.is_appeal:
        item.registered_on = item.registered_on or local_date(now, item.administration.time_zone)
        Appeal.objects.get_or_create(item=item, defaults={"registered_at": now, "registered_by_id": actor.user_id})
    if hasattr(item, "appeal"):
        put_due(item, deadline_of_item(item), actor=actor, why=why)
        item.appeal.save(update_fields=DUE_FIELDS)
    else:
        item.due_on = None
