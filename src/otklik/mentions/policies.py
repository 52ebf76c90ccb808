"""Rights over mentions: publications are public, coding is a reader's work."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.intake.policies import can_classify_item


def can_view_mentions(actor: Actor) -> bool:
    """The list and the figures."""
    return can_code_mentions(actor) or actor.has(Role.HEAD, Role.CONTROLLER, Role.AUDITOR, Role.ADMINISTRATOR)


def can_code_mentions(actor: Actor) -> bool:
    """Categories, touchpoint, tone."""
    return can_classify_item(actor)


def can_load_mentions(actor: Actor) -> bool:
    """Files of mentions and feeds."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR, Role.REGISTRAR)
