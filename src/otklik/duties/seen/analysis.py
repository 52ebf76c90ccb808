"""Closed quarters, approved maps, publications: what belongs to a quarter."""

from collections.abc import Iterator

from otklik.analysis.models import PeriodEdition
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter, local_date
from otklik.core.russian import date_short
from otklik.duties.seen.contract import Asked, Found, Place, Seen, of_quarter
from otklik.improvement.enums import MapState
from otklik.improvement.models import PainMap
from otklik.procedures.schema_duties import Artifact
from otklik.publishing.queries import published_on

#: What the decrees call the results where they speak of publishing.
_RESULTS: tuple[Artifact, ...] = ("survey_results", "feedback_summary")


def closed_periods(asked: Asked) -> Found:
    """The monitoring: its quarter is closed (the first edition counts). Порядок: murashi 4.1, biysk 4, livny 4"""
    keys = [quarter.key for quarter in asked.quarters]
    rows = PeriodEdition.objects.filter(administration=asked.administration, quarter__in=keys, edition=1)
    return {of_quarter(Quarter.from_key(row.quarter)): _closed(asked, row) for row in rows.defer("payload")}


def _closed(asked: Asked, row: PeriodEdition) -> Seen:
    on = local_date(row.closed_at, asked.administration.time_zone)
    return Seen(f"Квартал закрыт {date_short(on)}: {row.closed_by_name}", on)


def approved_maps(asked: Asked) -> Found:
    """Maps approved: of a unit, or of the administration, which stands for every unit. Порядок: murashi 5.13"""
    keys = [quarter.key for quarter in asked.quarters]
    rows = PainMap.objects.filter(administration=asked.administration, quarter__in=keys).defer("frozen", "method")
    return dict(_maps(asked, list(rows.order_by("-edition"))))


def _maps(asked: Asked, rows: list[PainMap]) -> Iterator[tuple[Place, Seen]]:
    """A draft is told too; the first approved edition is the day, so it comes last and stays."""
    for row in rows:
        place = of_quarter(Quarter.from_key(row.quarter), row.department_id)
        if row.state == MapState.APPROVED and row.approved_at:
            on = local_date(row.approved_at, asked.administration.time_zone)
            yield place, Seen(f"Карта утверждена {date_short(on)}", on)
        elif row.edition == 1:
            yield place, Seen(f"Карта: {MapState(row.state).label}")


def published_results(asked: Asked) -> Found:
    """Results that stand before the public. Порядок: murashi 5.17, biysk 3, livny 3"""
    procedure = procedure_of(asked.administration.slug)
    artifacts = [one for one in _RESULTS if procedure.may_publish(one)]
    found: dict[Place, Seen] = {}
    for quarter in asked.quarters:
        days = (published_on(asked.administration.pk, artifact, str(quarter)) for artifact in artifacts)
        first = min((day for day in days if day), default=None)
        if first:
            found[of_quarter(quarter)] = Seen(f"Опубликовано {date_short(first)}", first)
    return found
