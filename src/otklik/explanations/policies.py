"""Rights over explanations: who writes them, who reads the instructions."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.procedures.schema import Procedure


def can_read_instructions(actor: Actor) -> bool:
    """Instructions are for everybody who works with messages."""
    return bool(actor.roles)


def can_write_explanation(actor: Actor) -> bool:
    """Drafting: those who answer and those who organise the assessment."""
    return actor.has(Role.SPECIALIST, Role.ORGANIZER, Role.COORDINATOR)


def can_publish_explanation(actor: Actor) -> bool:
    """Putting before citizens, or into force for the staff."""
    return actor.has(Role.COORDINATOR, Role.ORGANIZER)


def may_be_public(procedure: Procedure) -> bool:
    """Whether the decree lets explanations out of the house; one that forbids everything keeps them inside."""
    return procedure.may_publish("explanations")
