"""The client's way through a process: its stages in order, and on each what people said, how many, how long."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.db.models import Avg, Count, Q

from otklik.analysis.cut import Cut
from otklik.analysis.factors import answers_about
from otklik.analysis.indicators.answers import SurveyAnswers
from otklik.analysis.indicators.count import by_element, by_group
from otklik.analysis.indicators.dimensions import Cutter, Dimension, links_of
from otklik.analysis.indicators.items import items_rating
from otklik.analysis.scope import items_counted
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Process, Touchpoint
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import ItemKind
from otklik.core.ratings.rating import Rating, rate
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.tally import NOTHING, Tally
from otklik.core.spans import Span
from otklik.intake.models import ItemCategory
from otklik.surveys.policies import can_view_surveys

#: The category that a reader gives to what was said in displeasure, whatever its kind.
_DISPLEASED = "complaint"
UNSTAGED = "Без этапа"


@dataclass(frozen=True)
class Step:
    """One touchpoint: satisfaction (its n is 0 where nobody may be shown), messages, waiting, complaints."""

    slug: str
    title: str
    satisfaction: Rating
    volume: int
    mean_days: float | None
    complaints: int
    displeased: int
    query: str

    @property
    def complaints_query(self) -> str:
        """The registry's list of the complaints."""
        return f"{self.query}&kind={ItemKind.COMPLAINT.value}"

    @property
    def displeased_query(self) -> str:
        """The registry's list of what readers marked as displeasure."""
        return f"{self.query}&category={_DISPLEASED}"


@dataclass(frozen=True)
class Stage:
    """A stage of interaction («этап»): its touchpoints in order."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Journey:
    """The way of a process in a quarter; `elsewhere` counts messages of the process without a touchpoint."""

    process: Process
    stages: tuple[Stage, ...]
    elsewhere: int
    elsewhere_query: str

    @property
    def steps(self) -> tuple[Step, ...]:
        """All touchpoints in order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    @property
    def worst(self) -> Step | None:
        """The touchpoint with the lowest satisfaction, where two may be compared."""
        rated = [step for step in self.steps if step.satisfaction.value is not None]
        return min(rated, key=lambda step: step.satisfaction.value or 0) if len(rated) > 1 else None


@dataclass(frozen=True)
class _Told:
    """What the messages say of a touchpoint."""

    volume: int = 0
    mean_days: float | None = None
    complaints: int = 0


def journey(actor: Actor, process_id: int, span: Span, today: date) -> Journey:
    """The way of one process in a quarter. NotFound without the right. Порядок: murashi 4.1, 5.21"""
    if not can_view_surveys(actor):
        raise NotFound
    process = Process.objects.filter(administration_id=actor.administration_id, pk=process_id).first()
    if process is None:
        raise NotFound
    told, displeased = _told(actor, process, span)
    rated = _rated(actor, process.slug, span, today)
    points = Touchpoint.objects.filter(Q(process=process) | Q(process=None), is_active=True)
    steps = [
        (point.stage or UNSTAGED, _step(point, process, span, rated.get(point.slug, NOTHING), told, displeased))
        for point in points.filter(administration_id=actor.administration_id)
    ]
    order = list(dict.fromkeys(stage for stage, _ in steps))
    steps.sort(key=lambda pair: order.index(pair[0]))
    stages = tuple(
        Stage(title, tuple(step for _, step in group)) for title, group in groupby(steps, lambda one: one[0])
    )
    return Journey(process, stages, told.get(None, _Told()).volume, _query(process, span, "none"))


def _step(  # noqa: PLR0917 - what is known of a point
    point: Touchpoint,
    process: Process,
    span: Span,
    sums: Tally,
    told: Mapping[int | None, _Told],
    displeased: Mapping[int | None, int],
) -> Step:
    found = told.get(point.pk, _Told())
    return Step(
        point.slug,
        point.title,
        rate(rating_formulas()["top_2_box"], sums),
        found.volume,
        found.mean_days,
        found.complaints,
        displeased.get(point.pk, 0),
        _query(process, span, point.slug),
    )


def _query(process: Process, span: Span, touchpoint: str) -> str:
    return urlencode({"process": process.slug, "touchpoint": touchpoint, "quarter": str(span)})


def _told(actor: Actor, process: Process, span: Span) -> tuple[dict[int | None, _Told], dict[int | None, int]]:
    """Messages of the process by touchpoint, in two queries."""
    items = items_counted(actor, Cut()).filter(process=process, quarter=span.quarter.key)
    rows = (
        items.order_by()
        .values_list("touchpoint_id")
        .annotate(
            rows=Count("pk"),
            days=Avg("waiting_days", filter=Q(answered_on__isnull=False)),
            complaints=Count("pk", filter=Q(kind=ItemKind.COMPLAINT.value)),
        )
    )
    told = {key: _Told(count, days, complaints) for key, count, days, complaints in rows}
    marked = ItemCategory.objects.filter(item__in=items.order_by().values("pk"), category__slug=_DISPLEASED)
    displeased = marked.order_by().values_list("item__touchpoint_id").annotate(rows=Count("item_id", distinct=True))
    return told, dict(displeased)


def _rated(actor: Actor, slug: str, span: Span, today: date) -> dict[str, Tally]:
    """Satisfaction by touchpoint: questions about it, else the whole of what was collected at it."""
    formula = rating_formulas()["top_2_box"]
    answers = answers_about(actor, slug, span, today)
    asked = _added(by_element(formula, items_rating(one.matrix, "element"), one) for one in answers)
    cutter = Cutter(procedure_of(actor.administration_slug), links_of(answers))
    collected = _added(_collected(one, cutter) for one in answers)
    return {**collected, **asked}


def _collected(answers: SurveyAnswers, cutter: Cutter) -> dict[str, Tally]:
    division = cutter.divided(answers, Dimension("touchpoint", ""))
    items = items_rating(answers.matrix, "whole")
    if division is None or not items:
        return {}
    return by_group(rating_formulas()["top_2_box"], items, answers, division)


def _added(parts: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    sums: dict[str, Tally] = {}
    for part in parts:
        for key, found in part.items():
            sums[key] = sums.get(key, NOTHING) + found
    return sums
