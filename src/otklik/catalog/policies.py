"""Rights over the catalogue; `accounts` stands above, so the roles are named by their slugs."""

from otklik.base.actor import Actor

EDITORS = ("administrator", "coordinator")


def can_manage_catalog(actor: Actor) -> bool:
    """The administrator and the coordinator keep topics, calendar and lists."""
    return actor.has(*EDITORS)
