"""Heads of units: for which units a person answers."""

from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.catalog.models import Department


def units_headed(actor: Actor) -> QuerySet[Department]:
    """Active units whose head the person is; none for the system."""
    units = Department.objects.filter(administration_id=actor.administration_id, is_active=True)
    return units.filter(head_id=actor.user_id) if actor.user_id else units.none()
