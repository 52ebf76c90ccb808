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


def can_view_responsible(actor: Actor) -> bool:
    """Who answers for feedback in the units («Порядок: murashi 5.9»)."""
    return actor.has(Role.COORDINATOR, Role.HEAD, Role.ORGANIZER, Role.CONTROLLER, Role.AUDITOR, Role.ADMINISTRATOR)


def can_recommend(actor: Actor) -> bool:
    """Recommendations on the system itself: the organisers' responsible employees."""
    return actor.has(Role.ORGANIZER)


def can_decide_recommendation(actor: Actor) -> bool:
    """The coordinator, who answers for the system."""
    return actor.has(Role.COORDINATOR)


def can_view_recommendations(actor: Actor) -> bool:
    """Those who write them and the one who decides."""
    return can_recommend(actor) or can_decide_recommendation(actor)


def can_delegate(actor: Actor) -> bool:
    """Anybody with a role may name who stands in for him."""
    return bool(actor.roles) and actor.user_id is not None


def can_delegate_for(actor: Actor, giver_id: int) -> bool:
    """For oneself; the administrator and the coordinator for anybody."""
    return can_delegate(actor) and (giver_id == actor.user_id or actor.has(Role.ADMINISTRATOR, Role.COORDINATOR))
