"""Rights over what leaves."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.intake.policies import WORKERS


def can_view_outbox(actor: Actor) -> bool:
    """What left and what did not: who works with feedback, and the administrator (with recipients masked)."""
    return actor.has(*WORKERS, Role.ADMINISTRATOR)


def can_settle_outbox(actor: Actor) -> bool:
    """Sending again, cancelling, telling what became of a message."""
    return actor.has(Role.REGISTRAR, Role.COORDINATOR, Role.INTERNAL_OFFICER, Role.ADMINISTRATOR)


def can_post_letters(actor: Actor) -> bool:
    """Printing letters and handing them to the post."""
    return actor.has(Role.REGISTRAR, Role.COORDINATOR, Role.INTERNAL_OFFICER)
