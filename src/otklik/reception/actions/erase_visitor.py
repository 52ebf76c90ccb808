"""Erasing a visitor's contact on request."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.reception.models import Visit
from otklik.reception.personal_data import forget
from otklik.reception.policies import can_erase_visit_contact


@transaction.atomic
def erase_visitor(*, actor: Actor, visit_id: int) -> None:
    """Blank the contact and the words of one visit for ever; the count of those received does not change (152-ФЗ)."""
    own = Visit.objects.of(actor.administration_id) if can_erase_visit_contact(actor) else Visit.objects.none()
    visit = own.filter(pk=visit_id).first()
    if visit is None:
        raise NotFound
    forget([visit.pk])
    audit.record(actor, "erase_visitor", visit, "Данные посетителя стёрты")
