"""A pain from quarter to quarter: which map of a quarter counts, and the counts of a pain with all that joined it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Case, IntegerField, Value, When

from otklik.core.pain_trend import Count, trend_of
from otklik.core.periods import Quarter
from otklik.improvement.enums import MapState
from otklik.improvement.models import PainLine, PainMap, PainPoint


def maps_in_force(administration_id: int, department_id: int | None, *, until: int | None = None) -> dict[int, int]:
    """Quarter's key and id of the map that counts for it: the last edition approved, else the last one drafted."""
    own = PainMap.objects.filter(administration_id=administration_id).of_unit(department_id)
    drafted = own.filter(state__in=(MapState.APPROVED, MapState.DRAFT))
    if until is not None:
        drafted = drafted.filter(quarter__lte=until)
    is_approved = Case(When(state=MapState.APPROVED, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = drafted.order_by("quarter", is_approved, "edition").values_list("quarter", "pk")
    return dict(rows)  # the last of a quarter stays


def family(pain_ids: Collection[int]) -> dict[int, set[int]]:
    """Each pain with all that were joined into it, and into these."""
    found = {pain_id: {pain_id} for pain_id in pain_ids}
    roots = {pain_id: pain_id for pain_id in pain_ids}
    layer = set(pain_ids)
    while layer:
        joined = PainPoint.objects.filter(merged_into__in=layer).values_list("pk", "merged_into")
        layer = set()
        for pain_id, into in joined:
            if into is not None and pain_id not in roots:
                roots[pain_id] = roots[into]
                found[roots[into]].add(pain_id)
                layer.add(pain_id)
    return found


def counts_by_quarter(maps: Mapping[int, int], pain_ids: Collection[int]) -> dict[int, dict[int, Count]]:
    """By pain and quarter: messages, and the base of their share; joined pains are counted with the one they joined."""
    families = family(pain_ids)
    root_of = {one: root for root, members in families.items() for one in members}
    lines = PainLine.objects.filter(pain_map__in=maps.values(), pain__in=root_of)
    rows = lines.values_list("pain", "pain_map__quarter", "item_count", "base_count")
    found: dict[int, dict[int, Count]] = defaultdict(dict)
    for pain_id, quarter, items, base in rows:
        own = found[root_of[pain_id]]
        before = own.get(quarter, (0, 0))
        own[quarter] = (before[0] + items, max(before[1], base))
    return found


def trend_at(quarters: Sequence[int], counts: Mapping[int, Count], *, closed: int | None = None) -> str:
    """The trend at the last of the quarters (keys, oldest first, each with a map in force).

    `closed` is the quarter whose map told the pain removed.
    """
    series = [counts.get(quarter, (0, 0)) for quarter in quarters] or [(0, 0)]
    return trend_of(series, closed_at=quarters.index(closed) if closed in quarters else None).value


def quarter_title(key: int) -> str:
    """«III квартал 2025 года»."""
    return Quarter.from_key(key).title
