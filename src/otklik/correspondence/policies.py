"""Rights over channels and what comes by them."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor


def can_view_channels(actor: Actor) -> bool:
    """How channels are served and whether they work: administrator and coordinator."""
    return actor.has(Role.ADMINISTRATOR, Role.COORDINATOR)


def can_manage_connections(actor: Actor) -> bool:
    """Mailboxes, groups and bots with their keys: the administrator alone."""
    return actor.has(Role.ADMINISTRATOR)


def can_view_arrivals(actor: Actor) -> bool:
    """What came by the connections and what became of it: who registers, who keeps the channels working."""
    return actor.has(Role.REGISTRAR, Role.COORDINATOR, Role.ADMINISTRATOR, Role.INTERNAL_OFFICER)


def can_settle_arrivals(actor: Actor) -> bool:
    """Opening what came as it came, taking it in by hand or passing it over: those who see authors' names anyway."""
    return actor.has(Role.REGISTRAR, Role.COORDINATOR, Role.INTERNAL_OFFICER)
