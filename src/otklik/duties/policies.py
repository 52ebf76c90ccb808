"""Rights over the calendar of duties: everybody sees it, who does a duty ticks it off, the coordinator arranges."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor


def can_view_duties(actor: Actor) -> bool:
    """The decree binds everybody who works here."""
    return bool(actor.roles) and actor.user_id is not None


def can_view_board(actor: Actor) -> bool:
    """Who handed in and who is late: coordinator, head, controller, auditor, administrator."""
    return actor.has(Role.COORDINATOR, Role.HEAD, Role.CONTROLLER, Role.AUDITOR, Role.ADMINISTRATOR)


def can_give_tasks(actor: Actor) -> bool:
    """The coordinator gives tasks."""
    return actor.has(Role.COORDINATOR)


def can_see_all_tasks(actor: Actor) -> bool:
    """Tasks of everybody: who gives them, and who supervises."""
    return can_give_tasks(actor) or actor.has(Role.HEAD, Role.CONTROLLER)


def can_keep_duty_rules(actor: Actor) -> bool:
    """Days off, the first day asked for, units of roles: the coordinator and the administrator."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)
