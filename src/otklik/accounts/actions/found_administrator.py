"""The first person of a new administration: whoever appoints all the others."""

from django.db import transaction
from django.utils.crypto import get_random_string

from otklik.accounts.actions.appoint import add_person, appoint
from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.base.actor import system_actor
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of

PASSWORD_LENGTH = 14
READABLE = "abcdefghkmnpqrstuvwxyz23456789"


@transaction.atomic
def found_administrator(*, administration: Administration) -> tuple[str, str] | None:
    """Sign-in name and one-time password of the first administrator; None when the administration has staff already."""
    if User.objects.filter(administration=administration).exists():
        return None
    act = procedure_of(administration.slug).act
    actor = system_actor(administration.pk, administration.slug)
    username, password = f"{administration.slug}-admin", get_random_string(PASSWORD_LENGTH, READABLE)
    person = add_person(actor=actor, username=username, password=password, full_name="Администратор системы")
    appoint(
        actor=actor,
        user_id=person.pk,
        role=Role.ADMINISTRATOR,
        act_title=f"{act.act_kind} об утверждении порядка",
        act_number=act.number,
        act_on=act.signed_on,
        valid_from=min(act.signed_on, act.effective_on),
    )
    return username, password
