"""Rights over sources of registers and over what goes back to them."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.intake.policies import can_import_feedback, can_view_contacts


def can_view_sources(actor: Actor) -> bool:
    """The sources and their runs: everybody who loads files."""
    return can_import_feedback(actor)


def can_manage_sources(actor: Actor) -> bool:
    """Naming places, giving access to them."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)


def can_give_back(actor: Actor) -> bool:
    """Files with answers to people: only who may read these answers unmasked anyway."""
    return can_import_feedback(actor) and can_view_contacts(actor)


def can_report_appeals(actor: Actor) -> bool:
    """Files for the portals of reporting, without persons."""
    return actor.has(Role.COORDINATOR, Role.REGISTRAR, Role.HEAD)
