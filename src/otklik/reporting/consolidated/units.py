"""Organisers of assessment beside each other by appeals: small ones together, places only where they are proven."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count

from otklik.analysis.counted import ANSWERED
from otklik.catalog.models import Department
from otklik.core.anonymity import shown_groups
from otklik.core.appeals import Verdict
from otklik.core.ratings.comparison import ranks
from otklik.core.ratings.rating import Rating
from otklik.core.report_period import ReportPeriod
from otklik.intake.models import FeedbackItem
from otklik.procedures.schema import Procedure
from otklik.reporting.consolidated.appeals import LEAST
from otklik.reporting.consolidated.rates import Waiting, mean_rating, rating_plain, share_rating

Plain = dict[str, Any]
NO_UNIT, SMALL = "none", "small"


@dataclass
class UnitCounts:
    """Appeals of one unit: received, those that are judged (complaints or all), granted, answered, late, waiting."""

    received: int = 0
    judged: int = 0
    granted: int = 0
    late: int = 0
    waiting: Waiting = field(default_factory=Waiting)

    def add(self, other: "UnitCounts") -> None:
        """Together with another."""
        self.received += other.received
        self.judged += other.judged
        self.granted += other.granted
        self.late += other.late
        one, two = self.waiting, other.waiting
        self.waiting = Waiting(one.n + two.n, one.days + two.days, one.squares + two.squares)


def count_units(
    administration_id: int, procedure: Procedure, period: ReportPeriod, audience: str
) -> dict[int | None, UnitCounts]:
    """By unit (None: nobody handles it); one grouped query."""
    judged = {kind.value for kind in procedure.population(procedure.metric("satisfied_share").population).kinds}
    keys = [quarter.key for quarter in period.quarters]
    items = FeedbackItem.objects.of(administration_id).appeals().filter(quarter__in=keys, audience=audience)
    rows = items.order_by().values_list("department_id", "kind", "verdict", "waiting_days", "is_late")
    found: dict[int | None, UnitCounts] = defaultdict(UnitCounts)
    for unit, kind, verdict, days, is_late, count in rows.annotate(rows=Count("*")):
        one = found[unit]
        one.received += count
        one.judged += count * (kind in judged)
        one.granted += count * (kind in judged and verdict == Verdict.SATISFIED)
        if verdict in ANSWERED and days is not None:
            one.waiting = one.waiting.with_group(days, count)
            one.late += count * is_late
    return dict(found)


def units_of(
    administration_id: int, procedure: Procedure, period: ReportPeriod, audience: str, minimum: int
) -> list[Plain]:
    """Units by title, those under the minimum joined in one row; every count adds up to the whole.

    Порядок: murashi 5.19 (по организаторам оценки)
    """
    counted = count_units(administration_id, procedure, period, audience)
    known = Department.objects.filter(administration_id=administration_id).order_by("title")
    units = {unit.pk: (unit.slug, unit.title) for unit in known}
    named = sorted((pk for pk in counted if pk is not None), key=lambda pk: units[pk][1])
    groups = [(*units[pk], counted[pk]) for pk in named]
    if None in counted:
        groups.append((NO_UNIT, "Подразделение не назначено", counted[None]))
    return _rows(joined(groups, minimum), procedure, period, audience)


def joined(groups: Sequence[tuple[str, str, UnitCounts]], minimum: int) -> list[tuple[str, str, UnitCounts]]:
    """What is too small to stand alone stands together, so that nothing can be had by subtraction."""
    shown = shown_groups([one.received for *_, one in groups], minimum)
    if all(shown):
        return list(groups)
    rest, small = UnitCounts(), [one for one, may in zip(groups, shown, strict=True) if not may]
    for *_, one in small:
        rest.add(one)
    kept = [one for one, may in zip(groups, shown, strict=True) if may]
    if rest.received < minimum:
        return [*kept, (SMALL, "Малые подразделения (числа скрыты)", UnitCounts())] if kept else []
    return [*kept, (SMALL, f"Остальные вместе: {len(small)}", rest)]


def _rows(
    groups: Sequence[tuple[str, str, UnitCounts]], procedure: Procedure, period: ReportPeriod, audience: str
) -> list[Plain]:
    granted = {slug: share_rating(one.granted, one.judged) for slug, _, one in groups}
    late = {slug: share_rating(one.late, one.waiting.n) for slug, _, one in groups}
    waited = {slug: mean_rating(one.waiting) for slug, _, one in groups}
    places = _places(granted, good_is_high=True), _places(late, good_is_high=False), _places(waited, good_is_high=False)
    population = procedure.population(procedure.metric("satisfied_share").population).slug
    return [
        {
            "key": slug, "title": title, "received": one.received,
            "query": _query(slug, "appeals", period, audience), "query_judged": _query(
                slug, population, period, audience
            ),
            "granted": _shown(granted[slug], places[0].get(slug)),
            "late": _shown(late[slug], places[1].get(slug)),
            "waited": _shown(waited[slug], places[2].get(slug)),
        }
        for slug, title, one in groups
    ]  # fmt: skip


def _shown(rating: Rating, place: tuple[int, int] | None) -> Plain:
    """A rating of too few records keeps its n and loses its value."""
    if rating.n < LEAST:
        return {**rating_plain(share_rating(0, 0)), "unit": rating.unit, "n": rating.n, "place": None}
    return {**rating_plain(rating), "place": list(place) if place else None}


def _places(ratings: Mapping[str, Rating], *, good_is_high: bool) -> dict[str, tuple[int, int]]:
    judged = {slug: one for slug, one in ratings.items() if one.n >= LEAST and slug not in {SMALL, NO_UNIT}}
    return ranks(judged, good_is_high=good_is_high) if len(judged) > 1 else {}


def _query(slug: str, population: str, period: ReportPeriod, audience: str) -> str:
    if slug == SMALL:
        return ""
    days: Collection[tuple[str, str]] = (
        (("received_from", f"{period.start_on}"), ("received_to", f"{period.end_on}"))
        if period.is_year
        else (("quarter", str(period)),)
    )
    return urlencode((*days, ("population", population), ("audience", audience), ("department", slug)))
