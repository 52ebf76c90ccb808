"""Rights over own templates of reports."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor


def can_keep_templates(actor: Actor) -> bool:
    """The coordinator, whose papers they are, and the administrator, who keeps the settings."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)
