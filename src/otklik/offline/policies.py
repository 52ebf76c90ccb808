"""Rights over what comes in past the network; which rows a person sees is decided in `querysets`."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.intake.policies import can_register_item


def can_sort_scans(actor: Actor) -> bool:
    """Packs of scans and separator sheets: everybody who registers."""
    return can_register_item(actor)


def can_keep_boxes(actor: Actor) -> bool:
    """Boxes and their openings; an internal box only by the internal right (`querysets.audiences_of`)."""
    return can_register_item(actor)


def can_keep_events(actor: Actor) -> bool:
    """Events and the opinions voiced there."""
    return actor.has(Role.REGISTRAR, Role.COORDINATOR)


def can_keep_calls(actor: Actor) -> bool:
    """The telephone journal."""
    return actor.has(Role.REGISTRAR, Role.COORDINATOR)
