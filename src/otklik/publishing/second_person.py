"""Who could approve beside the one who proposes, and what to do where there is nobody."""

from datetime import date

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import people_with_role
from otklik.base.actor import Actor

#: Roles that approve (`policies.can_approve_publication`).
APPROVE = (Role.COORDINATOR, Role.HEAD)


def people_who_approve(actor: Actor, on: date) -> list[User]:
    """The people, besides the actor, who may approve on the day; each once."""
    found = [person for role in APPROVE for person in people_with_role(actor.administration_id, role, on)]
    return [person for pk, person in {one.pk: one for one in found}.items() if pk != actor.user_id]


def others_who_approve(actor: Actor, on: date) -> list[str]:
    """Their names, with their offices."""
    found = people_who_approve(actor, on)
    return [f"{person}, {person.position}" if person.position else str(person) for person in found]
