"""The rules over what waits without a unit: after a file was taken in, or after the rules were changed."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration
from otklik.core.appeals import OPEN_STATUSES, Audience
from otklik.intake.models import FeedbackItem
from otklik.intake.policies import can_manage_routing
from otklik.intake.routing.deciding import route_anew

#: So many messages at one press: some seconds of work.
MOST = 500


@transaction.atomic
def apply_routing(*, actor: Actor) -> tuple[int, int]:
    """Send what waits without unit and person; returns how many were looked at and how many were sent.

    What a person has sent or given back is left alone.
    """
    if not can_manage_routing(actor):
        raise NotFound
    waiting = (
        FeedbackItem.objects.of(actor.administration_id)
        .filter(
            audience=Audience.EXTERNAL,
            department__isnull=True,
            assignee__isnull=True,
            status__in=[status.value for status in OPEN_STATUSES],
            routing__isnull=True,
        )
        .select_related("administration", "channel", "process", "appeal")
        .newest_first()
    )
    items = list(waiting[:MOST])
    sent = sum(route_anew(actor, item) is not None for item in items)
    administration = Administration.objects.get(pk=actor.administration_id)
    audit.record(actor, "apply_routing", administration, f"Правила маршрута применены: {sent} из {len(items)}")
    return len(items), sent
