"""Proposals to other bodies as a list."""

from django.db.models import Case, IntegerField, Value, When

from otklik.base.actor import Actor
from otklik.improvement.models import ChangeProposal

MOST = 300


def proposals_listed(actor: Actor) -> list[ChangeProposal]:
    """Drafts, then those that wait for an answer, then the answered; the newest first in each."""
    order = Case(
        When(sent_on__isnull=True, then=Value(0)),
        When(outcome="", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = ChangeProposal.objects.visible_to(actor).select_related("process", "measure")
    return list(found.order_by(order, "-sent_on", "-pk")[:MOST])
