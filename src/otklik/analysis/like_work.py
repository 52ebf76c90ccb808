"""Units compared by how often they are late, each with what the same work takes in the whole administration."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count
from django.db.models.functions import Substr

from otklik.analysis.policies import can_view_dashboard
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Department
from otklik.core.appeals import APPEAL_KINDS
from otklik.core.periods import Quarter
from otklik.core.standardised import Standardised, standardise
from otklik.intake.models import AppealQuestion

#: Seconds that a comparison is kept: it goes over every appeal of the quarter.
KEPT = 600
#: Letters of a topic's code that name its section and theme («0003.0009»): what sort of work it is.
THEME_LETTERS = 9


@dataclass(frozen=True)
class UnitCompared:
    """A unit with its appeals of the quarter, the late ones among them, and what was to be expected."""

    unit: Department
    figures: Standardised
    query: str
    late_query: str


def units_compared(actor: Actor, quarter: Quarter) -> list[UnitCompared]:
    """Units with appeals in the quarter, those above expectation first. NotFound without the right.

    Of the answered ones, late are those answered after their last day; the sort of work is the theme of the first
    question. What is overdue and still waits stands among the figures of now.
    Порядок: gatchina 4.2, livny 3
    """
    if not can_view_dashboard(actor):
        raise NotFound
    key = f"like-work:{actor.administration_id}:{quarter}"
    counts = cache.get_or_set(key, lambda: _counts(actor, quarter), KEPT)
    found = standardise(counts or {})
    units = {unit.pk: unit for unit in Department.objects.filter(administration_id=actor.administration_id)}
    rows = [_row(units[pk], figures, quarter) for pk, figures in found.items() if isinstance(pk, int) and pk in units]
    return sorted(rows, key=lambda row: (row.figures.verdict == "few", -row.figures.ratio))


def _row(unit: Department, figures: Standardised, quarter: Quarter) -> UnitCompared:
    query = f"population=appeals&answered=1&quarter={quarter}&department={unit.slug}"
    return UnitCompared(unit, figures, query, f"{query}&late=1")


def _counts(actor: Actor, quarter: Quarter) -> dict[tuple[Hashable, Hashable], tuple[int, int]]:
    """(unit, theme) -> answered appeals that had a last day, and those answered after it."""
    first = AppealQuestion.objects.filter(
        administration_id=actor.administration_id,
        quarter=quarter.key,
        kind__in=[kind.value for kind in APPEAL_KINDS],
        position=1,
        item__due_on__isnull=False,
        item__answered_on__isnull=False,
        item__department__isnull=False,
    )
    rows = first.order_by().values_list(
        "item__department_id", Substr("topic__code", 1, THEME_LETTERS), "item__is_late"
    ).annotate(count=Count("pk"))  # fmt: skip
    found: dict[tuple[Hashable, Hashable], list[int]] = defaultdict(lambda: [0, 0])
    for unit_id, theme, is_late, count in rows:
        cell = found[unit_id, theme]
        cell[0] += count
        cell[1] += count if is_late else 0
    return {cell: (total, late) for cell, (total, late) in found.items()}
