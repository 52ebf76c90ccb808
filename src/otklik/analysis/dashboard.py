"""The head's five figures with their trend, each with the registry's list behind it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils import timezone

from otklik.analysis.counted import ANSWERED, Counted
from otklik.analysis.counting import Counts, count_cases
from otklik.analysis.cut import Cut
from otklik.analysis.policies import can_view_dashboard
from otklik.analysis.scope import items_counted
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.replica import reads_replica
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import APPEAL_KINDS, Verdict
from otklik.core.periods import Quarter, local_date
from otklik.core.waiting import WaitingFigures, waiting_figures
from otklik.procedures.schema import Procedure

QUARTERS = 6
_ANSWERED = ",".join(sorted(ANSWERED))
_Slug = Literal["received", "in_time", "median_waiting", "satisfied", "overdue"]
_Unit = Literal["count", "share", "days"]
_Measured = tuple[float | None, int | None, int]


@dataclass(frozen=True)
class TrendPoint:
    """One quarter of a trend; `value` is None where n is 0."""

    quarter: Quarter
    value: float | None
    n: int


@dataclass(frozen=True)
class HeadFigure:
    """A figure for the head: the newest quarter's value with its counts, and the quarters before it, oldest first.

    `query` is the registry's filter behind it; the figure of now (overdue) has no trend.
    """

    slug: _Slug
    title: str
    unit: _Unit
    value: float | None
    numerator: int | None
    n: int
    trend: tuple[TrendPoint, ...]
    query: str

    @property
    def change(self) -> float | None:
        """Value less that of the quarter before; None where either is missing."""
        if len(self.trend) < 2:  # noqa: PLR2004 - two make a change
            return None
        before = self.trend[-2].value
        return None if self.value is None or before is None else self.value - before


@reads_replica
def dashboard(actor: Actor, until: Quarter | None = None) -> list[HeadFigure]:
    """Received, answered in time, median waiting, satisfied, overdue now; six quarters up to the last (None: today's).

    NotFound without the right. Порядок: murashi 4.1
    """
    if not can_view_dashboard(actor):
        raise NotFound
    procedure = procedure_of(actor.administration_slug)
    today = local_date(timezone.now(), procedure.act.time_zone)
    quarters = _quarters(until or Quarter.of(today))
    items = items_counted(actor, Cut()).appeals()
    counts = Counts(cases=count_cases(items.filter(quarter__in=[quarter.key for quarter in quarters])))
    return [*_trends(counts, quarters, procedure, today), _overdue(items.overdue(today).count())]


def _quarters(last: Quarter) -> tuple[Quarter, ...]:
    found = [last]
    while len(found) < QUARTERS:
        found.append(found[-1].previous())
    return tuple(reversed(found))


def _trends(counts: Counts, quarters: tuple[Quarter, ...], procedure: Procedure, today: date) -> list[HeadFigure]:
    population = procedure.population(procedure.metric("satisfied_share").population)
    every = [counts.of((quarter,), sorted(APPEAL_KINDS), today) for quarter in quarters]
    judged = [counts.of((quarter,), population.kinds, today) for quarter in quarters]
    granted = f"population={population.slug}&verdict={Verdict.SATISFIED.value}"
    answered = f"population=appeals&verdict={_ANSWERED}&wait_min=0"
    return [
        _trend(("received", "Поступило обращений", "count"), every, _received, "population=appeals"),
        _trend(("in_time", "Отвечено в срок", "share"), every, _in_time, f"{answered}&late=0"),
        _trend(("median_waiting", "Половина ждала ответа не дольше", "days"), every, _median, answered),
        _trend(("satisfied", f"Удовлетворено из {population.title}", "share"), judged, _satisfied, granted),
    ]


def _trend(
    named: tuple[_Slug, str, _Unit], counted: list[Counted], measure: Callable[[Counted], _Measured], query: str
) -> HeadFigure:
    slug, title, unit = named
    measured = [(one.quarter, *measure(one)) for one in counted]
    quarter, value, numerator, n = measured[-1]
    return HeadFigure(
        slug=slug,
        title=title,
        unit=unit,
        value=value,
        numerator=numerator,
        n=n,
        trend=tuple(TrendPoint(at, was, base) for at, was, _, base in measured),
        query=f"quarter={quarter}&{query}",
    )


def _received(counted: Counted) -> _Measured:
    return float(counted.total), counted.total, counted.total


def _waited(counted: Counted) -> WaitingFigures:
    histogram: Counter[int] = Counter()
    for case, count in counted.cases.items():
        if case.is_answered and case.waiting_days is not None:
            histogram[case.waiting_days] += count
    return waiting_figures(histogram)


def _in_time(counted: Counted) -> _Measured:
    answered = sum(count for case, count in counted.cases.items() if case.is_answered)
    in_time = sum(count for case, count in counted.cases.items() if case.is_answered and not case.is_late)
    return (in_time / answered if answered else None), in_time, answered


def _median(counted: Counted) -> _Measured:
    waited = _waited(counted)
    return waited.median, None, waited.n


def _satisfied(counted: Counted) -> _Measured:
    satisfied = counted.verdicts.get(Verdict.SATISFIED, 0)
    return (satisfied / counted.total if counted.total else None), satisfied, counted.total


def _overdue(count: int) -> HeadFigure:
    return HeadFigure(
        "overdue", "Просрочено сейчас", "count", float(count), count, count, (), "queue=overdue&population=appeals"
    )
