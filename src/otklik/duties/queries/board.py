"""Who handed in, who is late, what is missing: the periods that ended, duty by duty and unit by unit."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.duty_rules import unit_of_role
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.recurring import Span
from otklik.duties.enums import State
from otklik.duties.policies import can_view_board
from otklik.duties.queries.lines import DutyLine, duty_lines
from otklik.procedures.schema_duties import DutyDeadline

#: Quarters of the board: those whose duties fell due in so many days.
_BACK, _AHEAD = timedelta(days=370), timedelta(days=190)


@dataclass(frozen=True)
class BoardDuty:
    """One duty of a period: its lines (one a unit where each organiser has it) and how many are over."""

    duty: DutyDeadline
    lines: tuple[DutyLine, ...]

    @property
    def first(self) -> DutyLine:
        """Day, clause and owner are the same in all."""
        return self.lines[0]

    @property
    def done_count(self) -> int:
        """How many are done or not needed."""
        return sum(line.state.is_over for line in self.lines)

    @property
    def missing(self) -> tuple[DutyLine, ...]:
        """Those past their day."""
        return tuple(line for line in self.lines if line.state == State.MISSED)


@dataclass(frozen=True)
class BoardPeriod:
    """A period with its duties."""

    span: Span
    duties: tuple[BoardDuty, ...]
    counts: Mapping[State, int]

    @property
    def missed_count(self) -> int:
        """Lines past their day."""
        return self.counts.get(State.MISSED, 0)


def board(actor: Actor, today: date) -> list[BoardPeriod]:
    """Periods, the newest first. Порядок: murashi 5.18, 5.19"""
    if not can_view_board(actor):
        raise NotFound
    administration = Administration.objects.get(pk=actor.administration_id)
    lines = duty_lines(administration, today, today - _BACK, today + _AHEAD)
    by_span: dict[Span, list[DutyLine]] = {}
    for line in lines:
        if line.occurrence.opens_on <= today:
            by_span.setdefault(line.occurrence.span, []).append(line)
    spans = sorted(by_span, key=lambda span: (span.ends_on, span.starts_on), reverse=True)
    return [_period(span, by_span[span]) for span in spans]


def unbound_roles(actor: Actor) -> list[str]:
    """Units that the decree names for a duty and that nobody bound to a unit of the system. Порядок: biysk 4"""
    administration = Administration.objects.get(pk=actor.administration_id)
    procedure = procedure_of(administration.slug)
    owners = {duty.owner for duty in procedure.deadlines}
    named = [role for role in procedure.roles if role.unit and role.slug in owners]
    return [role.unit for role in named if unit_of_role(administration, role.slug) is None]


def _period(span: Span, lines: list[DutyLine]) -> BoardPeriod:
    by_duty: dict[str, list[DutyLine]] = {}
    for line in lines:
        by_duty.setdefault(line.occurrence.duty.slug, []).append(line)
    duties = tuple(BoardDuty(own[0].occurrence.duty, tuple(own)) for own in by_duty.values())
    return BoardPeriod(span, duties, Counter(line.state for line in lines))
