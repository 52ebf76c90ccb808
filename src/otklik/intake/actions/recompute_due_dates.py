"""After the calendar or a clock changed: the last days of open cases are counted anew, the old ones are kept."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration
from otklik.catalog.policies import can_manage_catalog
from otklik.core.deadlines import LegalClass
from otklik.intake.clock import deadline_of
from otklik.intake.models import Appeal, FeedbackItem

CHUNK = 500


@transaction.atomic
def recompute_due_dates(*, actor: Actor) -> int:
    """Count every open case's last day by the calendar and clocks as they are now; returns how many days moved.

    The earlier day stays in the explanation beside the new one («раньше было»).
    """
    if not can_manage_catalog(actor):
        raise NotFound
    administration = Administration.objects.get(pk=actor.administration_id)
    waiting = FeedbackItem.objects.of(actor.administration_id).waiting().filter(registered_on__isnull=False)
    items = waiting.select_for_update(of=("self",)).select_related("appeal").order_by("pk")
    moved = [item for item in items.iterator(CHUNK) if hasattr(item, "appeal") and _count_anew(administration, item)]
    FeedbackItem.objects.bulk_update(moved, ["due_on"], CHUNK)
    Appeal.objects.bulk_update([item.appeal for item in moved], ["due_explanation"], CHUNK)
    audit.record(actor, "recompute_due_dates", administration, f"Сроки пересчитаны, изменилось: {len(moved)}")
    return len(moved)


def _count_anew(administration: Administration, item: FeedbackItem) -> bool:
    """Put the new day on the item; False when it is the same day."""
    legal_class, registered_on = LegalClass(item.legal_class), item.registered_on
    if registered_on is None:
        return False
    appeal = item.appeal
    prolonged = appeal.prolonged_on is not None
    deadline = deadline_of(administration, legal_class, registered_on, prolonged=prolonged)
    if deadline is None or deadline.due_on == item.due_on:
        return False
    before = appeal.due_explanation.get("due_on") or (item.due_on.isoformat() if item.due_on else None)
    earlier = [*appeal.due_explanation.get("earlier", []), *([before] if before else [])]
    appeal.due_explanation = {**deadline.as_json(), "earlier": earlier}
    item.due_on = deadline.due_on
    return True
