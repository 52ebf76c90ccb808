"""Registering what came in unregistered: number, case, clock."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.core.appeals import ItemKind, Move
from otklik.core.deadlines import LegalClass
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.intake.access import item_for, make_move, tell
from otklik.intake.clock import deadline_of
from otklik.intake.models import Appeal, FeedbackItem
from otklik.intake.numbers import next_number
from otklik.intake.policies import can_assign_item


@transaction.atomic
def register_item(*, actor: Actor, item_id: int) -> FeedbackItem:
    """Give the number and start the clock today (59-ФЗ, статья 8: within three days of receipt).

    RuleBroken when it is registered already.
    """
    item = item_for(actor, item_id, can_assign_item)
    make_move(item, Move.REGISTER)
    now = timezone.now()
    item.registered_on = local_date(now, item.administration.time_zone)
    kind = ItemKind(item.kind)
    item.number = item.number or next_number(item.administration, kind, item.registered_on)
    deadline = deadline_of(
        item.administration,
        LegalClass(item.legal_class),
        item.registered_on,
        registered_at=now,
        channel=item.channel.slug,
    )
    item.due_on = deadline.due_on if deadline and kind.is_appeal else None
    item.save(update_fields=["status", "registered_on", "number", "due_on"])
    if kind.is_appeal:
        facts = {
            "registered_at": now, "registered_by_id": actor.user_id,
            "due_explanation": deadline.as_json() if deadline else {}, "due_count": None,
        }  # fmt: skip
        Appeal.objects.update_or_create(item=item, defaults=facts)
    tell(actor, item, Move.REGISTER, f"Зарегистрировано {date_long(item.registered_on)} под № {item.number}.")
    audit.record(actor, "register", item, f"Зарегистрировано: {item.number}")
    return item
