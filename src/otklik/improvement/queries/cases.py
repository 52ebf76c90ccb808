"""Reads of reengineering cases and requirements: lists, and one case with all that stands beside its target."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from otklik.analysis.journey import Journey, journey
from otklik.analysis.segments import SegmentLine, segment_lines
from otklik.base.actor import Actor
from otklik.core.effect.series import QuarterValue
from otklik.core.periods import Quarter
from otklik.core.ratings.words import change_text, value_text
from otklik.core.russian import date_long
from otklik.core.spans import Span
from otklik.improvement.actions.keep_case import case_for
from otklik.improvement.effects.indicators import IndicatorMeant
from otklik.improvement.models import (
    Measure,
    PainLine,
    PainPoint,
    ReengineeringCase,
    Requirement,
    RequirementKind,
    RequirementState,
    RequirementValue,
)
from otklik.improvement.policies import can_plan_measures, may_change_map
from otklik.improvement.queries.measure import newest_lines, open_pains
from otklik.improvement.queries.thanks import open_measures
from otklik.improvement.requirement_values import HOLDING, in_place_since, last_values, meant_of, measured

SHOWN = 300


@dataclass(frozen=True)
class RequirementShown:
    """A requirement with its indicator, what was measured, and how it stands today in words."""

    requirement: Requirement
    meant: IndicatorMeant | None
    values: tuple[RequirementValue, ...]
    is_late: bool

    @property
    def last(self) -> RequirementValue | None:
        """The newest quarter that told anything."""
        return next((one for one in reversed(self.values) if one.value is not None), None)

    @property
    def target(self) -> str:
        """«не больше 5,0 %», «не меньше 85,0 %»; of a new service nothing."""
        if self.meant is None or self.requirement.target is None:
            return ""
        bound = "не больше" if self.meant.less_is_better else "не меньше"
        return f"{bound} {value_text(self.requirement.target, self.meant.unit)}"

    @property
    def told(self) -> str:
        """How it stands, in a sentence."""
        return _told(self)


@dataclass(frozen=True)
class CaseShown:
    """One case: the process as is (journey, segments, pains) beside target, requirements and measures."""

    case: ReengineeringCase
    quarter: Quarter
    journey: Journey | None
    segments: tuple[SegmentLine, ...]
    pains: tuple[tuple[PainPoint, PainLine | None], ...]
    measures: tuple[Measure, ...]
    requirements: tuple[RequirementShown, ...]
    may_change: bool


def cases(actor: Actor) -> list[ReengineeringCase]:
    """Cases with counts of their requirements, the newest first."""
    seen = ReengineeringCase.objects.visible_to(actor).select_related("process", "department", "owner")
    counted = seen.annotate(requirement_count=Count("requirements", distinct=True))
    return list(counted.order_by("-pk")[:SHOWN])


def requirements(actor: Actor, today: date) -> list[RequirementShown]:
    """All requirements, those of nearest term first; what was dropped last."""
    seen = Requirement.objects.visible_to(actor).select_related(
        "administration", "process", "case", "department", "owner"
    )
    rows = sorted(seen.order_by("due_on", "pk")[:SHOWN], key=lambda one: one.state == RequirementState.DROPPED)
    return shown_requirements(rows, today)


def shown_requirements(rows: Sequence[Requirement], today: date) -> list[RequirementShown]:
    """The requirements with their values, in one query more."""
    values = last_values(rows)
    return [_shown(one, values.get(one.pk, ()), today) for one in rows]


def _shown(one: Requirement, values: Iterable[RequirementValue], today: date) -> RequirementShown:
    is_open = one.state in {RequirementState.SET, RequirementState.MISSED}
    return RequirementShown(one, meant_of(one), tuple(values), is_open and one.due_on < today)


def case_shown(actor: Actor, case_id: int, today: date) -> CaseShown:
    """The case with everything that its page puts side by side; NotFound without the right."""
    case = case_for(actor, case_id)
    quarter = Quarter.from_key(case.quarter)
    span = Span.of_quarter(quarter)
    chosen = set(case.segments.values_list("pk", flat=True))
    lines = segment_lines(actor, span, today) if chosen else []
    pains = list(case.pains.filter(pk__in=PainPoint.objects.visible_to(actor).values("pk")).select_related("process"))
    told = newest_lines(actor, [pain.pk for pain in pains])
    related = case.requirements.select_related("administration", "process", "case", "department", "owner")
    return CaseShown(
        case=case,
        quarter=quarter,
        journey=journey(actor, case.process_id, span, today) if case.process_id else None,
        segments=tuple(line for line in lines if line.segment.pk in chosen),
        pains=tuple((pain, told.get(pain.pk)) for pain in pains),
        measures=tuple(_measures(actor, case)),
        requirements=tuple(shown_requirements(list(related), today)),
        may_change=can_plan_measures(actor) and may_change_map(actor, case.department_id),
    )


def _measures(actor: Actor, case: ReengineeringCase) -> Iterable[Measure]:
    seen = Measure.objects.visible_to(actor).filter(pk__in=case.measures.values("pk"))
    return seen.select_related("department", "owner").order_by("due_on", "pk")


def pains_to_choose(actor: Actor, kept: Iterable[int]) -> list[PainPoint]:
    """Open pains, and those that the case names already, removed since or not."""
    found = open_pains(actor)
    missing = set(kept) - {one.pk for one in found}
    return [*found, *PainPoint.objects.visible_to(actor).filter(pk__in=missing).select_related("process")]


def measures_to_choose(actor: Actor, kept: Iterable[int]) -> list[Measure]:
    """Measures not cancelled, and those that the case names already."""
    found = open_measures(actor)
    missing = set(kept) - {one.pk for one in found}
    return [*found, *Measure.objects.visible_to(actor).filter(pk__in=missing)]


@dataclass(frozen=True)
class RequirementHistory:
    """A requirement with every quarter of its indicator: before it was in place, and after."""

    shown: RequirementShown
    before: tuple[QuarterValue, ...]
    since: date | None


def requirement_history(actor: Actor, requirement: Requirement, today: date) -> RequirementHistory:
    """What was, by the rows of today; what came after, as it was written down."""
    since = in_place_since(requirement)
    series = measured(actor, requirement, today)
    before = tuple(one for one in series if since is None or one.quarter.start_on < since)
    return RequirementHistory(shown_requirements([requirement], today)[0], before, since)


def _told(shown: RequirementShown) -> str:
    one, last, meant = shown.requirement, shown.last, shown.meant
    if one.state == RequirementState.DROPPED:
        return f"Снято: {one.note}"
    since = one.in_place_on if one.kind == RequirementKind.NEW else in_place_since(one)
    if since is None:
        verb = "Ввести" if one.kind == RequirementKind.NEW else "Достичь"
        late = " Срок прошёл." if shown.is_late else ""
        return f"{verb} до {date_long(one.due_on)}{late}"
    if one.kind == RequirementKind.NEW:
        return f"Введено {date_long(since)}"
    if last is None or last.value is None or meant is None:
        return f"Внедрено {date_long(since)}, целых кварталов с числами ещё нет."
    course = f"{'больше' if meant.less_is_better else 'меньше'} цели на {_missing(last, meant)}"
    if one.state == RequirementState.HELD:
        course = f"цель удерживается {HOLDING} квартала подряд"
    elif last.is_reached:
        course = "цель достигнута, ждём следующего квартала"
    return f"{Quarter.from_key(last.quarter).title}: {value_text(last.value, meant.unit)}, {course}".rstrip(".") + "."


def _missing(last: RequirementValue, meant: IndicatorMeant) -> str:
    return change_text(abs(last.deviation or 0), meant.unit).lstrip("+")
