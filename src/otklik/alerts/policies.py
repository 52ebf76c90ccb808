"""Rights over alerts. Which alerts a person sees is decided row by row in `models.AlertQuerySet`."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor


def can_view_alerts(actor: Actor) -> bool:
    """The page of alerts: everybody in office, each his own."""
    return bool(actor.roles)


def can_close_alert(actor: Actor) -> bool:
    """Saying that an alert is dealt with: those who act, not those who only watch."""
    return actor.has(
        Role.COORDINATOR, Role.HEAD, Role.REGISTRAR, Role.SPECIALIST, Role.ORGANIZER, Role.INTERNAL_OFFICER
    )


def can_manage_alerts(actor: Actor) -> bool:
    """Watched words and thresholds."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)
