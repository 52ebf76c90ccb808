"""«Личный приём»: how many were received in a quarter, and with what outcome; reports read it from here."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.core.reception import VisitOutcome, VisitState
from otklik.reception.models import Schedule, Visit, VisitQuestion
from otklik.reception.policies import can_view_reception_figures


@dataclass(frozen=True)
class ReceptionRow:
    """One who receives: people received, their questions by outcome, who did not come, who cancelled."""

    schedule: Schedule
    received: int
    outcomes: Counter[VisitOutcome]
    absent: int
    cancelled: int
    called_off: int

    @property
    def questions(self) -> int:
        """Questions of those received; several may belong to one visit."""
        return sum(self.outcomes.values())


@dataclass(frozen=True)
class ReceptionFigures:
    """A quarter of reception by the day of the visit."""

    quarter: Quarter
    rows: tuple[ReceptionRow, ...]

    @property
    def received(self) -> int:
        """«Принято на личном приёме»."""
        return sum(row.received for row in self.rows)

    @property
    def absent(self) -> int:
        """Signed up and did not come."""
        return sum(row.absent for row in self.rows)

    @property
    def outcomes(self) -> Counter[VisitOutcome]:
        """Questions by outcome."""
        return sum((row.outcomes for row in self.rows), Counter())

    @property
    def questions(self) -> int:
        """All questions of the quarter."""
        return sum(self.outcomes.values())


def reception_figures(actor: Actor, quarter: Quarter) -> ReceptionFigures:
    """The quarter's figures by who receives; NotFound without the right. Источник: 59-ФЗ, статья 13."""
    if not can_view_reception_figures(actor):
        raise NotFound
    visits = Visit.objects.of(actor.administration_id).in_quarter(quarter)
    received = dict(_counted(visits.received(), "schedule_id"))
    states = {(schedule, state): n for schedule, state, n in _counted(visits, "schedule_id", "state")}
    asked = VisitQuestion.objects.filter(visit__in=visits.received().order_by().values("pk"))
    outcomes: dict[int, Counter[VisitOutcome]] = {}
    for schedule, outcome, count in _counted(asked, "visit__schedule_id", "outcome"):
        outcomes.setdefault(schedule, Counter())[VisitOutcome(outcome)] = count
    met = {schedule for schedule, _ in states}
    rows = []
    for schedule in Schedule.objects.filter(administration_id=actor.administration_id, pk__in=met):
        missed = {state: states.get((schedule.pk, state), 0) for state in VisitState}
        rows.append(
            ReceptionRow(
                schedule,
                received.get(schedule.pk, 0),
                outcomes.get(schedule.pk, Counter()),
                missed[VisitState.ABSENT],
                missed[VisitState.CANCELLED],
                missed[VisitState.CALLED_OFF],
            )
        )
    return ReceptionFigures(quarter, tuple(rows))


def _counted(rows: QuerySet[Any], *names: str) -> "QuerySet[Any, tuple[Any, ...]]":
    """Each combination of the columns with the number of its rows."""
    found: QuerySet[Any, tuple[Any, ...]] = rows.order_by().values_list(*names).annotate(Count("pk"))
    return found
