"""Rights over surveys: who sees them, who runs them. Employees' surveys are for those who answer for them."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.core.appeals import Audience


def can_view_surveys(actor: Actor) -> bool:
    """Those who run surveys and those who use their results."""
    return can_run_surveys(actor) or actor.has(Role.HEAD, Role.CONTROLLER, Role.AUDITOR)


def can_run_surveys(actor: Actor) -> bool:
    """The organiser of assessment, the coordinator, the one who answers for internal feedback."""
    return actor.has(Role.ORGANIZER, Role.COORDINATOR, Role.INTERNAL_OFFICER)


def can_enter_answers(actor: Actor) -> bool:
    """Paper sheets and answers by phone: also the registrar, who sits where they come in."""
    return can_run_surveys(actor) or actor.has(Role.REGISTRAR)


def can_manage_contacts(actor: Actor) -> bool:
    """Contacts that respondents left: whoever tells them what changed."""
    return actor.has(Role.COORDINATOR)


def can_view_internal_surveys(actor: Actor) -> bool:
    """What employees answered, as figures: those who answer for it, and the head."""
    return can_run_internal_surveys(actor) or actor.has(Role.HEAD)


def can_run_internal_surveys(actor: Actor) -> bool:
    """Asking employees."""
    return actor.has(Role.INTERNAL_OFFICER, Role.COORDINATOR)


def audiences_seen(actor: Actor) -> tuple[str, ...]:
    """The audiences whose surveys the actor may see."""
    seen = [Audience.EXTERNAL] if can_view_surveys(actor) or can_enter_answers(actor) else []
    return tuple([*seen, Audience.INTERNAL] if can_view_internal_surveys(actor) else seen)


def may_run(actor: Actor, audience: str, department_id: int | None) -> bool:
    """Whether the actor may change a survey of that audience and unit.

    An organiser runs the external surveys of his own unit and those of no unit; the coordinator all.
    """
    if audience == Audience.INTERNAL:
        return can_run_internal_surveys(actor)
    if actor.has(Role.COORDINATOR):
        return True
    return actor.has(Role.ORGANIZER) and (department_id is None or department_id == actor.department_id)


def can_decide_proposals(actor: Actor) -> bool:
    """Whether an additional survey is held («по углубленной схеме»): the coordinator."""
    return actor.has(Role.COORDINATOR)


def can_keep_sources(actor: Actor) -> bool:
    """Interviews, focus groups, expert assessments: those who run surveys."""
    return can_run_surveys(actor)
