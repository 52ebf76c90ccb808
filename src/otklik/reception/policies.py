"""Rights over reception in person; which visits a person sees is decided in `querysets.visible_to`."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.reception.models import Schedule
from otklik.reception.querysets import SEE_ALL

#: Who may be the one that receives.
RECEIVERS = (
    Role.HEAD, Role.SPECIALIST, Role.ORGANIZER, Role.INTERNAL_OFFICER, Role.CONTROLLER, Role.ADMINISTRATOR,
)  # fmt: skip


def can_view_reception(actor: Actor) -> bool:
    """Those who keep the reception, and everybody who receives by a schedule."""
    return actor.has(*SEE_ALL) or (actor.has(*RECEIVERS) and receives(actor))


def receives(actor: Actor) -> bool:
    """The person has hours of reception."""
    return actor.user_id is not None and Schedule.objects.filter(user_id=actor.user_id).exists()


def can_hold_visit(actor: Actor) -> bool:
    """Filling in the card: the one who receives, or who keeps the reception for him."""
    return can_view_reception(actor)


def can_book_visit(actor: Actor) -> bool:
    """Signing people up by phone, and those who came unannounced."""
    return actor.has(Role.REGISTRAR, Role.COORDINATOR)


def can_keep_schedule(actor: Actor) -> bool:
    """Hours, breaks, dates that differ."""
    return actor.has(Role.REGISTRAR, Role.COORDINATOR, Role.ADMINISTRATOR)


def can_view_reception_figures(actor: Actor) -> bool:
    """How many were received, and with what outcome: no person is seen."""
    return actor.has(*SEE_ALL, Role.HEAD, Role.CONTROLLER, Role.AUDITOR)


def can_erase_visit_contact(actor: Actor) -> bool:
    """Erasing a visitor's contact on request (152-ФЗ)."""
    return actor.has(Role.COORDINATOR, Role.ADMINISTRATOR)
