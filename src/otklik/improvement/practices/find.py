"""Looking for what rates high and keeps it, and for what stays low."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Any

from otklik.base.actor import Actor
from otklik.catalog.models import Process
from otklik.catalog.queries import procedure_of, touchpoints
from otklik.core.appeals import Audience
from otklik.core.effect.series import QuarterValue
from otklik.core.periods import Quarter
from otklik.core.ratings.formula import REACH, Unit
from otklik.core.ratings.registry import rating_formulas
from otklik.core.ratings.words import value_text
from otklik.core.steady import HIGH_QUARTERS, LOW_QUARTERS, between, holds_high, stays_low
from otklik.improvement.effects.of_surveys import Answers, answers_until, series_by_element, series_by_process
from otklik.improvement.enums import Level, PainState
from otklik.improvement.models import PainLine
from otklik.improvement.pain_life import maps_in_force
from otklik.procedures.schema_analysis import SatisfactionIndicator

#: Where on the way from the worst value to the best the high ones begin.
HIGH = 0.75
_YEAR = 4
#: Quarters that are looked at and drawn.
QUARTERS = 6


@dataclass(frozen=True)
class FoundPractice:
    """A process that rates high and keeps it."""

    process: Process
    indicator: SatisfactionIndicator
    series: tuple[QuarterValue, ...]
    grounds: str


@dataclass(frozen=True)
class FoundDirection:
    """An element or aspect that stays low."""

    indicator: SatisfactionIndicator
    aspect: str
    title: str
    series: tuple[QuarterValue, ...]
    grounds: str


def answers_of_year(actor: Actor, until: Quarter, today: date) -> dict[str, Answers]:
    """Answers of the last quarters by audience, loaded once for both searches."""
    found: dict[str, Answers] = {}
    for entry in procedure_of(actor.administration_slug).indicators:
        if entry.audience.value not in found:
            found[entry.audience.value] = answers_until(actor, entry, until, today, quarters=QUARTERS)
    return found


def find_practices(actor: Actor, until: Quarter, year: Mapping[str, Answers]) -> list[FoundPractice]:
    """Processes above the threshold for three quarters without a pain of high priority. Порядок: livny 3"""
    processes = {one.slug: one for one in Process.objects.filter(administration_id=actor.administration_id)}
    pained = _pained(actor)
    found: dict[str, FoundPractice] = {}
    for entry, answers in _asked(actor, year, rates=frozenset({"whole", "quality"})):
        unit = rating_formulas()[entry.formula].unit
        for slug, series in series_by_process(actor, entry, answers).items():
            process = processes.get(slug) if entry.audience is Audience.EXTERNAL else None
            free = process is not None and process.pk not in pained and slug not in found
            if process and free and _is_fresh(series, until) and holds_high(series, _at(unit, HIGH)):
                found[slug] = FoundPractice(process, entry, tuple(series), _high_words(series, unit, entry))
    return list(found.values())


def find_directions(actor: Actor, until: Quarter, year: Mapping[str, Answers]) -> list[FoundDirection]:
    """Elements and aspects below the profile's threshold for two quarters. Порядок: livny 3"""
    rules = procedure_of(actor.administration_slug).pain_rules
    named = _titles(actor)
    found: list[FoundDirection] = []
    for entry, answers in _asked(actor, year, rates=frozenset({"element", "aspect", "information"})):
        unit = rating_formulas()[entry.formula].unit
        low = [
            FoundDirection(entry, key, named.get(key, title), tuple(series), _low_words(series, unit, entry))
            for key, (title, series) in series_by_element(entry, answers).items()
            if _is_fresh(series, until) and stays_low(series, _at(unit, rules.low_indicator))
        ]
        found += nsmallest(rules.low_elements, low, key=lambda one: between(one.series[-LOW_QUARTERS:]))
    return found


def points_of(series: Sequence[QuarterValue]) -> list[dict[str, Any]]:
    """The series as it is kept and drawn."""
    return [{"quarter": one.quarter.key, "value": one.value, "error": one.error, "n": one.n} for one in series]


def _asked(
    actor: Actor, year: Mapping[str, Answers], *, rates: frozenset[str]
) -> Iterator[tuple[SatisfactionIndicator, Answers]]:
    for entry in procedure_of(actor.administration_slug).indicators:
        if entry.rates in rates and rating_formulas()[entry.formula].good_is_high:
            yield entry, year[entry.audience.value]


def _pained(actor: Actor) -> set[int]:
    """Processes with an open pain of high priority in the newest map."""
    maps = maps_in_force(actor.administration_id, None)
    if not maps:
        return set()
    lines = PainLine.objects.filter(pain_map=maps[max(maps)], state=PainState.OPEN, pain__process__isnull=False)
    return {
        line.pain.process_id
        for line in lines.select_related("pain")
        if line.priority_in_force == Level.HIGH and line.pain.process_id
    }


def _titles(actor: Actor) -> dict[str, str]:
    aspects = procedure_of(actor.administration_slug).internal.aspects
    points = {point.slug: point.title for point in touchpoints(actor.administration_id)}
    return points | {aspect.slug: aspect.title for aspect in aspects}


def _is_fresh(series: Sequence[QuarterValue], until: Quarter) -> bool:
    """The last quarter with answers is not older than a year."""
    return bool(series) and series[-1].place > until.year * _YEAR + until.number - _YEAR


def _at(unit: Unit, part: float) -> float:
    low, high = REACH[unit]
    return low + part * (high - low)


def _high_words(series: Sequence[QuarterValue], unit: Unit, entry: SatisfactionIndicator) -> str:
    last = series[-HIGH_QUARTERS:]
    low, _ = between(last)
    values = ", ".join(value_text(one.value, unit) for one in last)
    return (
        f"{entry.title}: три квартала подряд не ниже {value_text(_at(unit, HIGH), unit)} ({values}; "
        f"{sum(one.n for one in last)} чел.), нижняя граница за три квартала вместе {value_text(low, unit)}. "
        "Болей с высоким приоритетом у процесса нет."
    )


def _low_words(series: Sequence[QuarterValue], unit: Unit, entry: SatisfactionIndicator) -> str:
    last = series[-LOW_QUARTERS:]
    _, high = between(last)
    values = ", ".join(value_text(one.value, unit) for one in last)
    counted = sum(one.n for one in last)
    return f"{entry.title}: два квартала подряд {values} ({counted} чел.), верхняя граница {value_text(high, unit)}."
