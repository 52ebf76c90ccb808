"""The road map as lists: narrowed, by columns of state, what is late, what is due."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from otklik.base.actor import Actor
from otklik.catalog.local_time import beginning_of
from otklik.core.periods import Quarter
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure, MeasurePain, MeasureStep, PainPoint
from otklik.improvement.policies import may_carry_out
from otklik.improvement.querysets import MeasureQuerySet
from otklik.intake.queries import today_of

PER_PAGE, PER_COLUMN, MOST_DRAWN = 50, 30, 200
OPEN = (MeasureState.PLANNED, MeasureState.IN_WORK)


@dataclass(frozen=True)
class RoadmapFilter:
    """What the road map is narrowed to. `state` may be «open»: planned or in work; `owner` one person's own."""

    words: str = ""
    state: str = ""
    department: int | None = None
    kind: str = ""
    pain: int | None = None
    process: int | None = None
    owner: int | None = None
    is_late: bool = False
    page: int = 1


@dataclass(frozen=True)
class MeasureLine:
    """A measure as lists tell it; `pains` are those that the actor may see, `late_days` nought when it is not late."""

    measure: Measure
    pains: tuple[PainPoint, ...]
    steps: tuple[MeasureStep, ...]
    late_days: int
    #: Whether the actor may begin it, tick off its steps and tell its result.
    may_carry_out: bool = False

    @property
    def steps_done(self) -> int:
        """Steps ticked off."""
        return sum(step.done_on is not None for step in self.steps)


@dataclass(frozen=True)
class RoadmapPage:
    """A page of the list, and whether another follows."""

    lines: tuple[MeasureLine, ...]
    has_next: bool


@dataclass(frozen=True)
class BoardColumn:
    """A state with its measures; `count` is of all of them, though not all may be shown."""

    state: MeasureState
    lines: tuple[MeasureLine, ...]
    count: int

    @property
    def left_out(self) -> int:
        """How many are not shown."""
        return self.count - len(self.lines)


@dataclass(frozen=True)
class RoadmapCounts:
    """The road map in figures; `late` are among the open ones, `total` counts the cancelled too."""

    total: int
    planned: int
    in_work: int
    done: int
    late: int


def measures_listed(actor: Actor, chosen: RoadmapFilter) -> RoadmapPage:
    """Open measures first, by their terms; then those that ended, the newest first."""
    start = (chosen.page - 1) * PER_PAGE
    found = list(_ordered(_narrowed(actor, chosen))[start : start + PER_PAGE + 1])
    return RoadmapPage(tuple(lines_of(actor, found[:PER_PAGE])), len(found) > PER_PAGE)


def roadmap_board(actor: Actor, chosen: RoadmapFilter) -> list[BoardColumn]:
    """The same by state, in the order of a measure's life."""
    measures = _narrowed(actor, chosen)
    counts: Mapping[str, int] = dict(measures.order_by().values_list("state").annotate(number=Count("pk")))
    states = [state for state in MeasureState if not chosen.state or counts.get(state)]
    found = {state: list(_ordered(measures.filter(state=state))[:PER_COLUMN]) for state in states}
    lines = {line.measure.pk: line for line in lines_of(actor, [one for part in found.values() for one in part])}
    return [BoardColumn(state, tuple(lines[one.pk] for one in found[state]), counts.get(state, 0)) for state in states]


def roadmap_drawn(actor: Actor, chosen: RoadmapFilter, first: date, last: date) -> list[MeasureLine]:
    """Measures that stand between the two days, by their beginning; cancelled ones are not drawn."""
    today = today_of(actor)
    begins = Q(starts_on__lte=last) | Q(starts_on__isnull=True, due_on__lte=last)
    still = Q(state__in=OPEN, due_on__lt=today) & Q(due_on__lte=last) if today >= first else Q(pk__in=())
    ends = Q(due_on__gte=first) | Q(done_on__gte=first) | still
    found = _narrowed(actor, chosen).filter(begins, ends).exclude(state=MeasureState.CANCELLED)
    return lines_of(actor, list(found.order_by(F("starts_on").asc(nulls_last=True), "due_on", "pk")[:MOST_DRAWN]))


def roadmap_of_quarter(actor: Actor, quarter: Quarter) -> list[MeasureLine]:
    """What stood on the road map in the quarter: open in it, due in it, or carried out in it; units together."""
    first, last = quarter.start_on, quarter.end_on
    after = beginning_of(actor.administration_id, last + timedelta(days=1))
    was_there = Q(created_at__lt=after) | Q(starts_on__lte=last) | Q(due_on__lte=last)
    is_due = Q(due_on__gte=first, due_on__lte=last)
    stands = Q(state__in=OPEN) & (Q(starts_on__isnull=True) | Q(starts_on__lte=last))
    done = Q(state=MeasureState.DONE, done_on__gte=first) & (Q(starts_on__isnull=True) | Q(starts_on__lte=last))
    found = visible_measures(actor).filter(was_there).filter(is_due | stands | done)
    return lines_of(actor, list(found.order_by(F("department__title").asc(nulls_last=True), "due_on", "pk")))


def roadmap_counts(actor: Actor) -> RoadmapCounts:
    """How much is planned, in work, done; how much of the open is late."""
    late = Q(state__in=OPEN, due_on__lt=today_of(actor))
    found = Measure.objects.visible_to(actor).aggregate(
        total=Count("pk"),
        planned=Count("pk", filter=Q(state=MeasureState.PLANNED)),
        in_work=Count("pk", filter=Q(state=MeasureState.IN_WORK)),
        done=Count("pk", filter=Q(state=MeasureState.DONE)),
        late=Count("pk", filter=late),
    )
    return RoadmapCounts(**found)


def lines_of(actor: Actor, measures: Sequence[Measure]) -> list[MeasureLine]:
    """Measures with their pains and steps: two queries, however many there are."""
    ids, today = [one.pk for one in measures], today_of(actor)
    pains, steps = pains_of(actor, ids), _steps(ids)
    return [
        MeasureLine(
            measure=one,
            pains=tuple(pains.get(one.pk, ())),
            steps=tuple(steps.get(one.pk, ())),
            late_days=late_days(one, today),
            may_carry_out=may_carry_out(actor, one.owner_id, one.department_id),
        )
        for one in measures
    ]


def late_days(measure: Measure, today: date) -> int:
    """Days since the term of an open measure passed; nought otherwise."""
    if measure.state not in OPEN or measure.due_on is None:
        return 0
    return max((today - measure.due_on).days, 0)


def pains_of(actor: Actor, measure_ids: Iterable[int]) -> dict[int, list[PainPoint]]:
    """Pains of each measure that the actor may see."""
    seen = PainPoint.objects.visible_to(actor)
    found: dict[int, list[PainPoint]] = defaultdict(list)
    links = MeasurePain.objects.filter(measure_id__in=list(measure_ids), pain__in=seen.values("pk"))
    for link in links.select_related("pain__process").order_by("pk"):
        found[link.measure_id].append(link.pain)
    return found


def visible_measures(actor: Actor) -> MeasureQuerySet:
    """What the actor may see, with the names that lists show."""
    return Measure.objects.visible_to(actor).select_related("department", "owner")


def _steps(measure_ids: list[int]) -> dict[int, list[MeasureStep]]:
    found: dict[int, list[MeasureStep]] = defaultdict(list)
    for step in MeasureStep.objects.filter(measure_id__in=measure_ids):
        found[step.measure_id].append(step)
    return found


def _narrowed(actor: Actor, chosen: RoadmapFilter) -> QuerySet[Measure]:
    columns = {"department_id": chosen.department, "kind": chosen.kind, "owner_id": chosen.owner}
    found = visible_measures(actor).filter(**{name: value for name, value in columns.items() if value})
    if chosen.state:
        found = found.filter(state__in=OPEN if chosen.state == "open" else [chosen.state])
    if chosen.is_late:
        found = found.filter(state__in=OPEN, due_on__lt=today_of(actor))
    if chosen.pain or chosen.process:
        pains = PainPoint.objects.visible_to(actor).filter(**_pain_columns(chosen))
        against = MeasurePain.objects.filter(pain__in=pains.values("pk")).values("measure_id")
        aimed = Q(process_id=chosen.process) if chosen.process and not chosen.pain else Q(pk__in=())
        found = found.filter(Q(pk__in=against) | aimed)
    for word in chosen.words.split()[:5]:
        # SQLite folds no Cyrillic: the word as typed, and as it begins a title.
        found = found.filter(Q(title__icontains=word) | Q(title__icontains=word.capitalize()))
    return found


def _pain_columns(chosen: RoadmapFilter) -> dict[str, int]:
    columns = {"pk": chosen.pain, "process_id": chosen.process}
    return {name: value for name, value in columns.items() if value}


def _ordered(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    has_ended = Case(When(state__in=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    due = Case(When(state__in=OPEN, then=F("due_on")))
    return measures.order_by(has_ended, due.asc(nulls_last=True), F("done_on").desc(nulls_last=True), "-pk")
