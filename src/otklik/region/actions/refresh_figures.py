"""Counting what regions are shown: of every ended quarter, while it may still change, and of no administration else."""

import json
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from otklik.analysis.models import PeriodEdition
from otklik.analysis.payload import digest_of
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.core.periods import Quarter, local_date
from otklik.region.counting import figures_of
from otklik.region.enums import MemberState
from otklik.region.models import QuarterFigures, RegionMember
from otklik.region.payload import to_payload

#: Quarters that a region may look back upon.
QUARTERS = 8
#: While a quarter is not closed its answers still come: so long it is counted anew, once a day.
SETTLING = timedelta(days=100)
#: Counted in one pass of the clock, so that other jobs wait no longer than some seconds.
AT_ONCE = 12


def refresh_figures() -> int:
    """Count what is missing or out of date; returns how many quarters were counted. Порядок: gatchina 1.1"""
    shown, left = _shown(), AT_ONCE
    QuarterFigures.objects.exclude(administration__in=shown).delete()

    def count_due(administration: Administration) -> int:
        nonlocal left
        due = due_quarters(administration, _today(administration))[:left] if left else []
        for quarter in due:
            count_figures(administration, quarter, _today(administration))
        left -= len(due)
        return len(due)

    return one_by_one(shown, count_due, event="figures_not_counted")


def due_quarters(administration: Administration, today: date) -> list[Quarter]:
    """Quarters whose figures are not there, or are older than a day or than the newest closing."""
    rows = QuarterFigures.objects.filter(administration=administration)
    kept = {quarter: (edition, on) for quarter, edition, on in rows.values_list("quarter", "edition", "counted_on")}
    closed: dict[int, int] = {}
    for key, edition in PeriodEdition.objects.filter(administration=administration).values_list("quarter", "edition"):
        closed[key] = max(edition, closed.get(key, 0))
    return [one for one in _ended(today) if _is_due(one, kept.get(one.key), closed.get(one.key, 0), today)]


def _is_due(quarter: Quarter, kept: tuple[int, date] | None, edition: int, today: date) -> bool:
    if kept is None or kept[0] != edition:
        return True
    return kept[1] < today and kept[1] - quarter.end_on < SETTLING


@transaction.atomic
def count_figures(administration: Administration, quarter: Quarter, today: date) -> QuarterFigures:
    """Count one quarter and keep it in place of what was there."""
    payload = json.loads(json.dumps(to_payload(figures_of(administration, quarter, today))))
    newest = PeriodEdition.objects.filter(administration=administration, quarter=quarter.key).first()
    told = {
        "payload": payload,
        "digest": digest_of(payload),
        "edition": newest.edition if newest else 0,
        "counted_on": today,
    }
    made, _ = QuarterFigures.objects.update_or_create(administration=administration, quarter=quarter.key, defaults=told)
    return made


def forget_figures(administration_id: int) -> None:
    """When an administration left its last region, nothing of it is kept for regions."""
    if not RegionMember.objects.filter(administration_id=administration_id, state=MemberState.JOINED).exists():
        QuarterFigures.objects.filter(administration_id=administration_id).delete()


def _shown() -> list[Administration]:
    joined = RegionMember.objects.filter(state=MemberState.JOINED).values("administration_id")
    return list(Administration.objects.filter(pk__in=joined).order_by("pk"))


def _today(administration: Administration) -> date:
    return local_date(timezone.now(), administration.time_zone)


def _ended(today: date) -> list[Quarter]:
    found = [Quarter.of(today).previous()]
    while len(found) < QUARTERS:
        found.append(found[-1].previous())
    return found
