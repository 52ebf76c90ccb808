"""How far from its target a requirement is: measured each quarter after it is in place, until it holds."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.base.actor import Actor, system_actor
from otklik.catalog.models import Administration
from otklik.catalog.queries import procedure_of
from otklik.core.effect.series import QuarterValue
from otklik.core.periods import Quarter, local_date
from otklik.improvement.effects.compute import indicator_series
from otklik.improvement.effects.groups import Group
from otklik.improvement.effects.indicators import IndicatorMeant, indicator_meant, indicators_meant
from otklik.improvement.models import (
    CaseState,
    ReengineeringCase,
    Requirement,
    RequirementState,
    RequirementValue,
)

#: So many quarters in a row at the target, and it holds.
HOLDING = 2
#: Fewer messages or answers tell nothing of a quarter.
LEAST = 5
#: Half the width of the 95 % interval in standard errors.
_REACH = 1.96
_SETTLED = (RequirementState.HELD, RequirementState.DROPPED)


def requirement_indicators(administration_slug: str) -> tuple[IndicatorMeant, ...]:
    """What a requirement may name: indicators of one process, those of a measure's own pains left out."""
    return tuple(one for one in indicators_meant(procedure_of(administration_slug)) if one.key)


def meant_of(requirement: Requirement) -> IndicatorMeant | None:
    """The indicator as the decree has it today; None for a new service, or one the decree has no more."""
    slug = requirement.administration.slug
    return indicator_meant(procedure_of(slug), requirement.indicator) if requirement.indicator else None


def in_place_since(requirement: Requirement) -> date | None:
    """Its own day, else its case's."""
    return requirement.in_place_on or (requirement.case.in_place_on if requirement.case else None)


def measured(actor: Actor, requirement: Requirement, today: date) -> list[QuarterValue]:
    """The indicator by every quarter that has ended, the oldest first: the state as is, and what came of it."""
    meant = meant_of(requirement)
    if meant is None or requirement.process is None:
        return []
    group = Group(requirement.administration_id, (requirement.process,))
    return indicator_series(actor, meant, group, today)


@transaction.atomic
def measure_requirement(requirement: Requirement, today: date) -> int:
    """Write down the quarters ended since it is in place that are not measured yet; returns how many.

    A quarter with fewer than LEAST messages or answers is written down too, without a value.

    Порядок: murashi 5.21, biysk 6, livny 3
    """
    since, meant = in_place_since(requirement), meant_of(requirement)
    if since is None or meant is None or requirement.target is None or requirement.state in _SETTLED:
        return 0
    known = set(requirement.values.values_list("quarter", flat=True))
    due = [one for one in _quarters(since, today) if one.key not in known]
    if not due:
        return 0
    administration = requirement.administration
    found = {
        one.quarter: one for one in measured(system_actor(administration.pk, administration.slug), requirement, today)
    }
    made = [_value(requirement, requirement.target, one, found.get(one), meant) for one in due]
    RequirementValue.objects.bulk_create(made, ignore_conflicts=True)
    _judge(requirement)
    return len(made)


def measure_requirements() -> int:
    """Periodic: every requirement in place that does not hold yet; returns how many quarters were measured."""
    count = 0
    now = timezone.now()
    for administration in Administration.objects.order_by("pk"):
        today = local_date(now, administration.time_zone)
        watched = Requirement.objects.filter(administration=administration).watched()
        last = Quarter.of(today).previous().key
        for one in watched.exclude(values__quarter=last).select_related("administration", "process", "case"):
            count += measure_requirement(one, today)
    return count


def _quarters(since: date, today: date) -> list[Quarter]:
    """Whole quarters after the day, ended before today."""
    first = Quarter.of(since)
    quarter, found = first if first.start_on == since else first.next(), []
    while quarter.end_on < today:
        found.append(quarter)
        quarter = quarter.next()
    return found


def is_reached(value: float, target: float, meant: IndicatorMeant) -> bool:
    """At the target or on its good side."""
    return value <= target if meant.less_is_better else value >= target


def _value(
    requirement: Requirement, target: float, quarter: Quarter, found: QuarterValue | None, meant: IndicatorMeant
) -> RequirementValue:
    facts = {"requirement": requirement, "quarter": quarter.key, "target": target, "measured_at": timezone.now()}
    if found is None or found.n < LEAST:
        return RequirementValue(**facts, n=found.n if found else 0)
    reach, top = _REACH * found.error, 1.0 if meant.unit == "share" else None
    high = found.value + reach
    return RequirementValue(
        **facts,
        value=found.value,
        low=max(found.value - reach, 0.0),
        high=min(high, top) if top else high,
        n=found.n,
        is_reached=is_reached(found.value, target, meant),
    )


def _judge(requirement: Requirement) -> None:
    """The state by the last quarters that told anything; a case whose requirements all hold holds."""
    told = list(
        requirement.values.filter(value__isnull=False).order_by("-quarter").values_list("is_reached", flat=True)
    )
    if not told:
        return
    holds = len(told) >= HOLDING and all(told[:HOLDING])
    reached = RequirementState.REACHED if told[0] else RequirementState.MISSED
    requirement.state = RequirementState.HELD if holds else reached
    requirement.save(update_fields=["state"])
    if requirement.case_id is not None:
        settle_case(requirement.case_id)


def settle_case(case_id: int) -> None:
    """A case in place holds as soon as every requirement of it does."""
    states = set(Requirement.objects.filter(case=case_id).values_list("state", flat=True)) - {RequirementState.DROPPED}
    watched = ReengineeringCase.objects.filter(pk=case_id, state__in=(CaseState.WATCHED, CaseState.HELD))
    if states:
        watched.update(state=CaseState.HELD if states == {RequirementState.HELD} else CaseState.WATCHED)


def last_values(requirements: Sequence[Requirement]) -> dict[int, list[RequirementValue]]:
    """Id of a requirement -> its values, the oldest first; one query for a whole list."""
    found: dict[int, list[RequirementValue]] = {}
    for value in RequirementValue.objects.filter(requirement__in=[one.pk for one in requirements]).order_by("quarter"):
        found.setdefault(value.requirement_id, []).append(value)
    return found
