"""Rights over people and the catalogue."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor


def can_use_desk(actor: Actor) -> bool:
    """Any appointed person of the staff."""
    return bool(actor.roles)


def can_manage_staff(actor: Actor) -> bool:
    """The administrator appoints."""
    return actor.has(Role.ADMINISTRATOR)


def can_view_audit(actor: Actor) -> bool:
    """The auditor and the administrator read the audit trail."""
    return actor.has(Role.AUDITOR, Role.ADMINISTRATOR)


def can_view_conformity(actor: Actor) -> bool:
    """«Соответствие порядку»: coordinator, head, controller, auditor, administrator."""
    return actor.has(Role.COORDINATOR, Role.HEAD, Role.CONTROLLER, Role.AUDITOR, Role.ADMINISTRATOR)
