"""The address at which a person gets letters of Otklik: digests and notices, never a citizen's data."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken


@transaction.atomic
def set_own_email(*, actor: Actor, email: str) -> User:
    """Keep the person's own address; an empty one means that no letters come. RuleBroken for what is no address."""
    person = User.objects.select_for_update().filter(pk=actor.user_id).first() if actor.user_id else None
    if person is None:
        raise NotFound
    wanted = email.strip()
    if wanted:
        try:
            validate_email(wanted)
        except ValidationError as wrong:
            raise RuleBroken("email", "Адрес почты написан с ошибкой. Пример: ivanova@example.ru", "email") from wrong
    if person.email != wanted:
        person.email = wanted
        person.save(update_fields=["email"])
        audit.record(actor, "set_own_email", person, "Адрес для писем системы изменён")
    return person
