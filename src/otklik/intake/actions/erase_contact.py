"""Erasing a person's contact on request: no count changes by it."""

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.delivery.actions.forget_recipient import forget_recipient
from otklik.intake.access import item_for
from otklik.intake.models import Contact
from otklik.intake.policies import can_erase_contact


@transaction.atomic
def erase_contact(*, actor: Actor, item_id: int) -> None:
    """Blank every contact field, in the outbox too; the consent's version and time stay as evidence (152-ФЗ)."""
    item = item_for(actor, item_id, can_erase_contact)
    blank = dict.fromkeys(("name", "email", "phone", "address", "organization", "inn", "first_signatory"), "")
    Contact.objects.filter(item=item, erased_at__isnull=True).update(**blank, erased_at=timezone.now())
    forget_recipient(target=item)
    audit.record(actor, "erase_contact", item, "Контактные данные стёрты")
