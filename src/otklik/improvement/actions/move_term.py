"""Moving the term of a measure."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.russian import date_long
from otklik.improvement.access import measure_to_plan
from otklik.improvement.actions.carry_out_measure import OPEN, checked_reason
from otklik.improvement.measure_plan import check_day
from otklik.improvement.models import Measure, TermMove


@transaction.atomic
def move_term(*, actor: Actor, measure_id: int, due_on: date, reason: str) -> Measure:
    """A new term with its reason; the old one is kept. RuleBroken for a measure that has ended."""
    measure = Measure.objects.select_for_update().get(pk=measure_to_plan(actor, measure_id).pk)
    if measure.state not in OPEN:
        raise RuleBroken("state", f"Мероприятие уже {measure.get_state_display()}: срок не переносят.")
    check_day(due_on, "due_on")
    was_on = measure.due_on
    if due_on == was_on:
        raise RuleBroken("same", "Это тот же день.", "due_on")
    if measure.starts_on and due_on < measure.starts_on:
        raise RuleBroken("days", "Срок раньше начала.", "due_on")
    words = checked_reason(reason)
    if was_on is not None:
        TermMove.objects.create(
            measure=measure,
            was_on=was_on,
            became_on=due_on,
            reason=words,
            moved_at=timezone.now(),
            moved_by_id=actor.user_id,
        )
    measure.due_on = due_on
    measure.save(update_fields=["due_on"])
    from_day = f" с {date_long(was_on)}" if was_on else ""
    audit.record(actor, "move_term", measure, f"Срок перенесён{from_day} на {date_long(due_on)}: {measure.title}")
    return measure
