"""Rights over the interchange."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor


def can_manage_interchange(actor: Actor) -> bool:
    """Keys, webhooks, what is published: the administrator."""
    return actor.has(Role.ADMINISTRATOR)
