"""Whose duty it is: by the role that the decree gives it to, the unit bound to the role, the organiser's own unit."""

from collections.abc import Iterable

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.duties.policies import can_view_board
from otklik.duties.queries.lines import DutyLine


def is_own(actor: Actor, line: DutyLine) -> bool:
    """Whether the person has to do it: the unit's organiser, the role's holder in the unit bound to the role."""
    if line.occurrence.duty.each_organizer and line.unit_id is not None:
        return actor.has(Role.ORGANIZER) and actor.department_id == line.unit_id
    is_there = line.bound_unit_id is None or actor.department_id == line.bound_unit_id
    return actor.has(line.holds) and is_there


def may_mark(actor: Actor, line: DutyLine) -> bool:
    """Whoever has to do it may tick it off; the coordinator everything."""
    return actor.has(Role.COORDINATOR) or is_own(actor, line)


def may_read_proof(actor: Actor, line: DutyLine) -> bool:
    """The document's file: who does the duty, and who sees to it."""
    return may_mark(actor, line) or can_view_board(actor)


def own_lines(actor: Actor, lines: Iterable[DutyLine]) -> list[DutyLine]:
    """The person's own of them."""
    return [line for line in lines if is_own(actor, line)]
