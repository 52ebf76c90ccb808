"""A process before and after a change: how many appeals, how long they waited, how many were granted."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.db.models import Count

from otklik.analysis.counted import Case, Counted
from otklik.analysis.cut import Cut
from otklik.analysis.policies import can_view_monitoring
from otklik.analysis.scope import items_counted
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.replica import reads_replica
from otklik.catalog.models import Process
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import Verdict
from otklik.core.periods import Quarter
from otklik.core.waiting import waiting_figures
from otklik.procedures.schema import Procedure

_DAYS = 90


@dataclass(frozen=True)
class Span:
    """Days of receipt from the first to the last, both included. ValueError when they are the wrong way round."""

    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise ValueError("Конец отрезка раньше его начала.")

    @classmethod
    def of(cls, quarter: Quarter) -> Self:
        """The whole quarter."""
        return cls(quarter.start_on, quarter.end_on)

    @classmethod
    def around(cls, day: date, days: int = _DAYS) -> tuple[Self, Self]:
        """As many days before the day as from it on."""
        return cls(day - timedelta(days=days), day - timedelta(days=1)), cls(day, day + timedelta(days=days - 1))

    @property
    def query(self) -> str:
        """The registry's words for the span."""
        return f"received_from={self.first_on}&received_to={self.last_on}"


@dataclass(frozen=True)
class ProcessFigures:
    """One process in one span; days and shares are None where nothing was there to count."""

    appeals: int
    answered: int
    mean_days: float | None
    median_days: float | None
    satisfied: int
    population: int
    satisfied_share: float | None
    query: str


@dataclass(frozen=True)
class ProcessMeasure:
    """A process with its figures before and after; `slug` is empty for appeals tied to no process."""

    slug: str
    title: str
    before: ProcessFigures
    after: ProcessFigures


@reads_replica
def process_measures(actor: Actor, process_id: int | None, before: Span, after: Span) -> list[ProcessMeasure]:
    """Each process of the actor's part (or the one asked for) before and after. Порядок: livny 3.goals.5

    Days of receipt are local; the share of satisfied is of the decree's population. NotFound without the right.
    """
    if not can_view_monitoring(actor):
        raise NotFound
    procedure = procedure_of(actor.administration_slug)
    processes = Process.objects.filter(administration_id=actor.administration_id)
    if process_id is not None:
        processes = processes.filter(pk=process_id)
        if not processes.exists():
            raise NotFound
    earlier, later = (_counted(actor, procedure, process_id, span) for span in (before, after))
    named: list[tuple[int | None, str, str]] = [(one.pk, one.slug, one.title) for one in processes]
    if process_id is None:
        named.append((None, "", "Процесс не указан"))
    return [
        ProcessMeasure(
            slug,
            title,
            before=_figures(earlier[pk], procedure, slug, before),
            after=_figures(later[pk], procedure, slug, after),
        )
        for pk, slug, title in named
        if process_id is not None or earlier[pk] or later[pk]
    ]


def _counted(
    actor: Actor, procedure: Procedure, process_id: int | None, span: Span
) -> Mapping[int | None, Counter[tuple[str, Case]]]:
    zone = ZoneInfo(procedure.act.time_zone)
    items = items_counted(actor, Cut()).appeals()
    items = items.filter(
        received_at__gte=datetime.combine(span.first_on, time.min, zone),
        received_at__lt=datetime.combine(span.last_on + timedelta(days=1), time.min, zone),
    )
    if process_id is not None:
        items = items.filter(process_id=process_id)
    found: dict[int | None, Counter[tuple[str, Case]]] = defaultdict(Counter)
    columns = ("process_id", "kind", "verdict", "waiting_days", "is_late")
    for pk, kind, verdict, days, late, count in items.order_by().values_list(*columns).annotate(rows=Count("*")):
        found[pk][kind, Case(Verdict(verdict), days, late)] += count
    return found


def _figures(found: Counter[tuple[str, Case]], procedure: Procedure, slug: str, span: Span) -> ProcessFigures:
    kinds = procedure.population(procedure.metric("satisfied_share").population).kinds
    waited: Counter[int] = Counter()
    judged: Counter[Case] = Counter()
    for (kind, case), count in found.items():
        if case.is_answered and case.waiting_days is not None:
            waited[case.waiting_days] += count
        if kind in kinds:
            judged[case] += count
    days = waiting_figures(waited)
    whole = Counted(cases=judged)
    satisfied = whole.verdicts.get(Verdict.SATISFIED, 0)
    return ProcessFigures(
        appeals=found.total(),
        answered=days.n,
        mean_days=days.mean,
        median_days=days.median,
        satisfied=satisfied,
        population=whole.total,
        satisfied_share=satisfied / whole.total if whole.total else None,
        query=f"population=appeals&process={slug or 'none'}&{span.query}",
    )
