"""Closed periods: which editions there are, what changed since, and whether anybody altered them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from otklik.analysis.figures import Figure, Metric, Monitoring, Row
from otklik.analysis.models import PeriodEdition
from otklik.analysis.payload import digest_of, from_payload
from otklik.base.audit import target_name
from otklik.base.models import AuditEntry
from otklik.core.periods import Quarter


@dataclass(frozen=True)
class Edition:
    """One closing of a quarter: who, when, why, and the digest of what was frozen."""

    quarter: Quarter
    number: int
    closed_at: datetime
    closed_by: str
    reason: str
    digest: str


@dataclass(frozen=True)
class Difference:
    """A figure that reads otherwise now than when the period was closed; None: the row was not there, or is no more."""

    metric: str
    metric_title: str
    key: str
    title: str
    unit: str
    frozen: Figure | None
    now: Figure | None


def editions_of(administration_id: int, quarter: Quarter | None = None) -> list[Edition]:
    """Closings of a quarter (or of all), newest first."""
    found = PeriodEdition.objects.filter(administration_id=administration_id).defer("payload")
    if quarter is not None:
        found = found.filter(quarter=quarter.key)
    return [
        Edition(Quarter.from_key(row.quarter), row.edition, row.closed_at, row.closed_by_name, row.reason, row.digest)
        for row in found
    ]


def frozen_monitoring(administration_id: int, quarter: Quarter, edition: int | None = None) -> Monitoring | None:
    """The newest edition, or the one asked for; None when there is no such."""
    found = PeriodEdition.objects.filter(administration_id=administration_id, quarter=quarter.key)
    one = (found.filter(edition=edition) if edition is not None else found).first()
    if one is None:
        return None
    return replace(
        from_payload(one.payload),
        frozen=True,
        edition=one.edition,
        closed_at=one.closed_at,
        closed_by=one.closed_by_name,
        reason=one.reason,
    )


def differences(frozen: Monitoring, now: Monitoring) -> list[Difference]:
    """Figures of the quarter itself that are not the same in both."""
    before, after = _rows(frozen), _rows(now)
    found = (_difference(place, before.get(place), after.get(place)) for place in before | after)
    return [one for one in found if one.frozen != one.now]


def _rows(monitoring: Monitoring) -> dict[tuple[str, str], tuple[Metric, Row]]:
    return {(metric.slug, row.key): (metric, row) for metric in monitoring.metrics for row in metric.rows}


def _difference(
    place: tuple[str, str], before: tuple[Metric, Row] | None, after: tuple[Metric, Row] | None
) -> Difference:
    metric, row = next(one for one in (after, before) if one)
    return Difference(
        metric=place[0],
        metric_title=metric.short_title,
        key=place[1],
        title=row.title,
        unit=row.unit,
        frozen=before[1].current if before else None,
        now=after[1].current if after else None,
    )


def verify_periods() -> Iterator[str]:
    """Problems of the frozen periods: altered figures, a digest unlike the audit trail's, a lost edition."""
    sealed = {
        entry.target: entry.details.get("digest")
        for entry in AuditEntry.objects.filter(verb="close_period").order_by("pk").iterator(500)
    }
    for one in PeriodEdition.objects.select_related("administration").order_by("pk").iterator(100):
        name = f"{one.administration}, {Quarter.from_key(one.quarter).title}, редакция {one.edition}"
        if digest_of(one.payload) != one.digest:
            yield f"{name}: замороженные значения изменены."
        if sealed.pop(target_name(one), None) != one.digest:
            yield f"{name}: в журнале действий нет закрытия с такой контрольной суммой."
    for target in sealed:
        yield f"Закрытый период {target} есть в журнале действий, но удалён из базы."
