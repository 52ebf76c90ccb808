"""Heads of units: who answers for a unit's terms, and for which units a person does."""

from django.db.models import QuerySet

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.catalog.models import Department


def units_headed(actor: Actor) -> QuerySet[Department]:
    """Active units whose head the person is; none for the system."""
    units = Department.objects.filter(administration_id=actor.administration_id, is_active=True)
    return units.filter(head_id=actor.user_id) if actor.user_id else units.none()


def head_of(department: Department | None) -> User | None:
    """The unit's head while the account is in use; a unit without one is looked after by the coordinator."""
    head: User | None = department.head if department else None
    return head if head is not None and head.is_active else None
