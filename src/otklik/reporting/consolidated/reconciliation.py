"""Whether the organisers' packages and the administration's own figure of a quarter add up, and if not, by what."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.core.report_period import ReportPeriod
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.reporting.packages.queries import AcceptedPackage, accepted_packages, package_states

Plain = dict[str, Any]


@dataclass
class Spread:
    """Appeals by the units that answer for them: one may have several such units, or none."""

    total: int = 0
    covered: int = 0
    by_unit: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, units: Collection[int], count: int) -> None:
        """Appeals of the same units."""
        self.total += count
        self.covered += count if units else 0
        for unit in units:
            self.by_unit[unit] += count

    @property
    def repeated(self) -> int:
        """How often an appeal is counted at a second unit and a third."""
        return sum(self.by_unit.values()) - self.covered


def reconciled(administration_id: int, period: ReportPeriod, minimum: int) -> list[Plain]:
    """A line of sums for each quarter of the period. Порядок: murashi 5.18, 5.19

    packages + since + awaited - repeated + unassigned = total, always. What awaits its package and is less than the
    minimum stands with `since`: nothing about a small unit is had by subtraction.
    """
    accepted: dict[Quarter, list[AcceptedPackage]] = defaultdict(list)
    for one in accepted_packages(administration_id, period.quarters):
        accepted[one.quarter].append(one)
    return [_quarter(administration_id, quarter, accepted[quarter], minimum) for quarter in period.quarters]


def _quarter(administration_id: int, quarter: Quarter, accepted: Sequence[AcceptedPackage], minimum: int) -> Plain:
    awaited_units = {one.department_id for one in package_states(administration_id, quarter)}
    units = {pk for pk in awaited_units if pk is not None}
    spread = spread_of(administration_id, quarter, units)
    told = {one.department_id: appeals_told(one.payload) for one in accepted if one.department_id in units}
    now = sum(spread.by_unit.get(unit or 0, 0) for unit in told)
    awaited = sum(count for unit, count in spread.by_unit.items() if unit not in told)
    hidden = awaited if awaited < minimum else 0
    return {
        "quarter": str(quarter),
        "packages": sum(told.values()),
        "since": now - sum(told.values()) + hidden,
        "awaited": awaited - hidden,
        "repeated": spread.repeated,
        "unassigned": spread.total - spread.covered,
        "total": spread.total,
    }


def spread_of(administration_id: int, quarter: Quarter, units: Collection[int]) -> Spread:
    """External appeals of the quarter by unit: one grouped query, and one for questions given to other units."""
    appeals = FeedbackItem.objects.of(administration_id).appeals().in_quarter(quarter)
    appeals = appeals.filter(audience=Audience.EXTERNAL)
    counts: dict[tuple[int | None, int | None], int] = defaultdict(int)
    rows = appeals.order_by().values_list("department_id", "process__organizer_id").annotate(rows=Count("*"))
    for own, organizer, count in rows:
        counts[own, organizer] += count
    spread = Spread()
    for (own, organizer), extra in _asked(administration_id, quarter, units).items():
        for asked in extra:
            counts[own, organizer] -= 1
            spread.add(_known((own, organizer, *asked), units), 1)
    for place, count in counts.items():
        spread.add(_known(place, units), count)
    return spread


def _asked(
    administration_id: int, quarter: Quarter, units: Collection[int]
) -> Mapping[tuple[int | None, int | None], Iterable[Collection[int]]]:
    """Appeals a question of which another unit considers, by their own unit and organiser: these units of each."""
    questions = AppealQuestion.objects.filter(
        administration_id=administration_id, quarter=quarter.key, department_id__in=units,
        item__audience=Audience.EXTERNAL, item__in=FeedbackItem.objects.of(administration_id).appeals(),
    )  # fmt: skip
    names = ("item_id", "item__department_id", "item__process__organizer_id", "department_id")
    by_item: dict[tuple[int, int | None, int | None], set[int]] = defaultdict(set)
    for item, own, organizer, asked in questions.order_by().values_list(*names).distinct():
        if asked not in {own, organizer}:
            by_item[item, own, organizer].add(asked)
    found: dict[tuple[int | None, int | None], list[Collection[int]]] = defaultdict(list)
    for (_, own, organizer), asked_units in by_item.items():
        found[own, organizer].append(asked_units)
    return found


def _known(place: Iterable[int | None], units: Collection[int]) -> set[int]:
    return {unit for unit in place if unit is not None and unit in units}


def appeals_told(payload: Mapping[str, Any]) -> int:
    """How many appeals a package tells of, as it was handed in."""
    return sum(int(one["facts"].get("appeals", 0)) for one in payload["sections"] if one["slug"] == "monitoring")
