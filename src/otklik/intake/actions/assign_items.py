"""Sending several ticked cases to a unit or a person at once."""

from collections.abc import Iterable

from django.db import transaction

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.intake.actions.move_case import assign_item

MOST = 200


@transaction.atomic
def assign_items(
    *, actor: Actor, item_ids: Iterable[int], department_id: int | None = None, assignee_id: int | None = None
) -> int:
    """All or none: one that the actor may not assign is NotFound. Returns how many were assigned."""
    ids = sorted(set(item_ids))
    if not ids:
        raise RuleBroken("none_ticked", "Отметьте строки, которые нужно назначить.", "items")
    if len(ids) > MOST:
        raise RuleBroken("too_many", f"За один раз назначается не больше {MOST} строк.", "items")
    for item_id in ids:
        assign_item(actor=actor, item_id=item_id, department_id=department_id, assignee_id=assignee_id)
    return len(ids)
