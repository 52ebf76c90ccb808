"""A pain over its quarters, the trace of what joined it and was split from it; maps of quarters side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.base.actor import Actor
from otklik.core.pain_trend import Count
from otklik.core.periods import Quarter
from otklik.improvement.access import Measure, PainLine, PainMap, PainPoint
from otklik.improvement.enums import Level, Trend
from otklik.improvement.models import MapChange
from otklik.improvement.pain_life import counts_by_quarter, maps_in_force, trend_at
from otklik.improvement.policies import audiences_seen

#: Quarters set side by side.
QUARTERS = 5
MOST_CHANGES = 200
MOST_PAINS = 200


@dataclass(frozen=True)
class QuarterOfPain:
    """A pain in the map of a quarter."""

    quarter: Quarter
    line: PainLine | None
    count: int
    base: int
    trend: str

    @property
    def share(self) -> float | None:
        """Of the process's messages, 0..1."""
        return self.count / self.base if self.base and self.count <= self.base else None

    @property
    def priority(self) -> str:
        """The level in force in that map."""
        value = self.line.priority_in_force if self.line else ""
        return str(Level(value).label) if value else ""


@dataclass(frozen=True)
class PainShown:
    """A pain, its quarters (newest first), where it came from and what it became, its measures."""

    pain: PainPoint
    quarters: Sequence[QuarterOfPain]
    merged: Sequence[PainPoint]
    parts: Sequence[PainPoint]
    measures: Sequence[Measure]


def pain_shown(actor: Actor, pain: PainPoint) -> PainShown:
    """The life of the pain in the maps of its administration, and in those of its unit where it stands there alone."""
    units = PainLine.objects.filter(pain=pain).values_list("pain_map__department", flat=True).distinct()
    unit = None if None in set(units) or not units else units[0]
    maps = maps_in_force(actor.administration_id, unit)
    counts = counts_by_quarter(maps, [pain.pk]).get(pain.pk, {})
    lines = {
        line.pain_map.quarter: line
        for line in PainLine.objects.filter(pain=pain, pain_map__in=maps.values()).select_related("pain_map")
    }
    known = [key for key in sorted(maps) if key >= min(pain.first_quarter, *counts, pain.first_quarter)]
    shown = [_quarter(pain, known[: place + 1], counts, lines.get(key)) for place, key in enumerate(known)]
    seen = PainPoint.objects.visible_to(actor)
    measures = Measure.objects.visible_to(actor).filter(pains=pain).select_related("department", "owner")
    return PainShown(
        pain,
        shown[::-1],
        list(seen.filter(merged_into=pain)),
        list(seen.filter(split_from=pain)),
        list(measures),
    )


def _quarter(pain: PainPoint, keys: Sequence[int], counts: dict[int, Count], line: PainLine | None) -> QuarterOfPain:
    count, base = counts.get(keys[-1], (0, 0))
    trend = line.trend if line else trend_at(keys, counts, closed=pain.closed_quarter)
    return QuarterOfPain(Quarter.from_key(keys[-1]), line, count, base, str(Trend(trend).label))


@dataclass(frozen=True)
class PainAcross:
    """A pain in several quarters: its counts (None: not in that map), in the order of the quarters."""

    pain: PainPoint
    counts: Sequence[int | None]
    trend: str


def pains_across(actor: Actor, pain_map: PainMap) -> tuple[list[Quarter], list[PainAcross]]:
    """Pains of this map and of the maps before, quarter by quarter; the fullest of this quarter first."""
    maps = maps_in_force(pain_map.administration_id, pain_map.department_id, until=pain_map.quarter)
    maps[pain_map.quarter] = pain_map.pk
    keys = sorted(maps)[-QUARTERS:]
    in_force = {key: maps[key] for key in keys}
    found = PainPoint.objects.visible_to(actor).filter(lines__pain_map__in=in_force.values(), merged_into=None)
    pains = {pain.pk: pain for pain in found.distinct()}
    counts = counts_by_quarter(in_force, list(pains))
    rows = [_across(pain, keys, counts.get(pk, {})) for pk, pain in pains.items()]
    rows.sort(key=lambda row: [-(count or 0) for count in reversed(row.counts)])
    return [Quarter.from_key(key) for key in keys], rows[:MOST_PAINS]


def _across(pain: PainPoint, keys: Sequence[int], counts: dict[int, Count]) -> PainAcross:
    trend = trend_at(keys, counts, closed=pain.closed_quarter)
    row = [counts[key][0] if key in counts else None for key in keys]
    return PainAcross(pain, row, str(Trend(trend).label))


def changes_of(actor: Actor, pain_map: PainMap) -> list[MapChange]:
    """What people did to the map, newest first; only of the audiences that the actor may see."""
    own = MapChange.objects.filter(pain_map=pain_map, audience__in=audiences_seen(actor)).select_related("by")
    return list(own.defer("before")[:MOST_CHANGES])


def pains_listed(actor: Actor, state: str = "") -> list[PainPoint]:
    """Pains that live, the newest first; joined ones stand under what they joined."""
    own = PainPoint.objects.visible_to(actor).filter(merged_into=None).select_related("process", "department")
    chosen = own.filter(state=state) if state else own
    return list(chosen.order_by("-first_quarter", "-pk")[:MOST_PAINS])
