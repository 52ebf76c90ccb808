"""Rights over pains, maps and measures. What employees said is for those who answer for it."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.core.appeals import Audience
from otklik.intake.policies import can_view_contacts


def can_view_pain_maps(actor: Actor) -> bool:
    """Those who draw the map up, decide by it, or carry its measures out."""
    return can_draft_pain_map(actor) or actor.has(Role.HEAD, Role.CONTROLLER, Role.AUDITOR)


def can_draft_pain_map(actor: Actor) -> bool:
    """The organiser of assessment, the coordinator, the internal officer. Порядок: murashi 5.13, biysk 4."""
    return actor.has(Role.ORGANIZER, Role.COORDINATOR, Role.INTERNAL_OFFICER)


def can_approve_pain_map(actor: Actor) -> bool:
    """The coordinator or the head."""
    return actor.has(Role.COORDINATOR, Role.HEAD)


def can_view_roadmap(actor: Actor) -> bool:
    """Whoever sees the map, and specialists, who carry measures out."""
    return can_view_pain_maps(actor) or actor.has(Role.SPECIALIST)


def can_plan_measures(actor: Actor) -> bool:
    """Whoever draws the map up writes its measures. Порядок: murashi 5.16."""
    return can_draft_pain_map(actor)


def can_view_internal_pains(actor: Actor) -> bool:
    """Pains of employees."""
    return actor.has(Role.INTERNAL_OFFICER, Role.COORDINATOR, Role.HEAD)


def audiences_seen(actor: Actor) -> tuple[str, ...]:
    """The audiences whose pains the actor may see."""
    seen = [Audience.EXTERNAL] if can_view_roadmap(actor) else []
    return tuple([*seen, Audience.INTERNAL] if can_view_internal_pains(actor) else seen)


def may_change_map(actor: Actor, department_id: int | None) -> bool:
    """An organiser changes the map of his own unit; the coordinator every one; both the administration's."""
    if actor.has(Role.COORDINATOR):
        return True
    is_own = department_id is None or department_id == actor.department_id
    return can_draft_pain_map(actor) and is_own


def may_answer_offer(actor: Actor, department_id: int | None) -> bool:
    """What was offered to a unit is answered there or by the coordinator. Порядок: livny 3 (тиражирование)."""
    return may_change_map(actor, department_id)


def may_judge_feasibility(actor: Actor, map_department_id: int | None, owner_department_id: int | None) -> bool:
    """Whether the pain can be removed: whoever draws the map up, and who answers for the owning unit.

    Порядок: murashi 5.15 («в какой степени, если оценивать реалистично»).
    """
    owns = actor.department_id is not None and actor.department_id == owner_department_id
    return may_change_map(actor, map_department_id) or (owns and actor.has(Role.ORGANIZER, Role.HEAD))


def may_carry_out(actor: Actor, owner_id: int | None, department_id: int | None) -> bool:
    """Ticking steps off and telling a result: the owner or who stands in, the unit's organiser, the coordinator."""
    if actor.has(Role.COORDINATOR) or owner_id in actor.desks:
        return True
    return can_plan_measures(actor) and department_id in {None, actor.department_id}


def can_accept_suggestions(actor: Actor) -> bool:
    """Saying that a suggestion is accepted, and by which measure it is carried out. Порядок: murashi 2.4."""
    return can_plan_measures(actor) or actor.has(Role.SPECIALIST)


def can_thank_authors(actor: Actor) -> bool:
    """Telling authors what was done: only who may see contacts."""
    return can_view_roadmap(actor) and can_view_contacts(actor)


def can_word_thanks(actor: Actor) -> bool:
    """The administration's words of thanks."""
    return actor.has(Role.COORDINATOR)
