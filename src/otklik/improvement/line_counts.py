"""Counts of lines after their evidence changed: messages, processes, the quarter before, the trend."""

from collections.abc import Collection

from django.db.models import Count

from otklik.base.rewritten_rows import rewrite
from otklik.core.periods import Quarter
from otklik.improvement.enums import EvidenceKind
from otklik.improvement.models import PainEvidence, PainLine, PainMap
from otklik.improvement.pain_life import counts_by_quarter, maps_in_force, trend_at
from otklik.intake.models import FeedbackItem

COUNTED = ("item_count", "process_count", "previous_count", "base_count", "trend")


def recount(pain_map: PainMap, line_ids: Collection[int]) -> None:
    """Set the counts of the lines anew from their evidence and from the maps before."""
    lines = list(PainLine.objects.filter(pain_map=pain_map, pk__in=line_ids).select_related("pain"))
    if not lines:
        return
    count_lines(pain_map, lines)
    rewrite(lines, COUNTED)


def count_lines(pain_map: PainMap, lines: list[PainLine]) -> None:
    """The same on the lines at hand (their pains are read), without storing them."""
    _count_items(lines)
    _count_base(pain_map, lines)
    _compare(pain_map, lines)


def _count_items(lines: list[PainLine]) -> None:
    rows = PainEvidence.objects.filter(line__in=lines, kind=EvidenceKind.ITEM).order_by().values("line")
    counted = rows.annotate(items=Count("pk"), processes=Count("item__process", distinct=True))
    found = {one["line"]: (one["items"], one["processes"]) for one in counted}
    for line in lines:
        line.item_count, processes = found.get(line.pk, (0, 0))
        line.process_count = max(processes, 1)


def _count_base(pain_map: PainMap, lines: list[PainLine]) -> None:
    """Items of the process in the quarter; of a pain without process, all of the quarter."""
    own = FeedbackItem.objects.filter(administration_id=pain_map.administration_id, quarter=pain_map.quarter)
    known: dict[tuple[str, int | None], int] = {}
    for line in lines:
        key = (line.pain.audience, line.pain.process_id)
        if key not in known:
            of_audience = own.filter(audience=key[0])
            known[key] = (of_audience.filter(process=key[1]) if key[1] else of_audience).count()
        line.base_count = known[key]


def _compare(pain_map: PainMap, lines: list[PainLine]) -> None:
    maps = maps_in_force(pain_map.administration_id, pain_map.department_id, until=pain_map.quarter)
    maps[pain_map.quarter] = pain_map.pk
    counts = counts_by_quarter(maps, [line.pain_id for line in lines])
    quarters, before = sorted(maps), Quarter.from_key(pain_map.quarter).previous().key
    for line in lines:
        own = counts.get(line.pain_id, {}) | {pain_map.quarter: (line.item_count, line.base_count)}
        line.previous_count = own.get(before, (0, 0))[0] if before in maps else None
        line.trend = trend_at(quarters, own, closed=line.pain.closed_quarter)
