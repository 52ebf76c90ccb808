"""A consolidated report as its papers read it: the stored figures and words, or the rows as they stand now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from otklik.analysis.payload import digest_of
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound
from otklik.core.report_period import ReportPeriod
from otklik.intake.queries import today_of
from otklik.reporting.consolidated.comparable import only_comparable
from otklik.reporting.consolidated.gather import gather
from otklik.reporting.consolidated.policies import can_view_consolidated, shown_to
from otklik.reporting.models import Consolidated

Plain = Mapping[str, Any]
#: Sections of the responsible person's own words.
SECTIONS = {
    "introduction": "Введение",
    "conclusions": "Выводы",
    "recommendations": "Рекомендации ответственного лица",
}


@dataclass(frozen=True)
class Snapshot:
    """What a paper is made of. `edition` is None where nothing is stored: then the figures are today's."""

    period: ReportPeriod
    payload: Plain
    texts: Plain
    edition: int | None = None
    is_frozen: bool = False
    digest: str = ""
    frozen_at: datetime | None = None
    frozen_by: str = ""
    reason: str = ""


def snapshot_digest(payload: Plain, texts: Plain) -> str:
    """SHA-256 of figures and words together."""
    return digest_of({"payload": payload, "texts": texts})


def snapshot_of(actor: Actor, period: ReportPeriod, edition: int | None = None) -> Snapshot:
    """The newest edition that has figures (or the one asked for), else the rows as they stand.

    NotFound without the right or for an edition that is not there. Порядок: murashi 5.19
    """
    if not can_view_consolidated(actor):
        raise NotFound
    rows = Consolidated.objects.filter(
        administration_id=actor.administration_id, period=str(period), payload__isnull=False
    )
    row = (rows.filter(edition=edition) if edition is not None else rows).order_by("-edition").first()
    if row is not None:
        return stored_snapshot(actor, row)
    if edition is not None:
        raise NotFound("Такой редакции у этого отчёта нет.")
    counting = system_actor(actor.administration_id, actor.administration_slug)
    return Snapshot(period, shown_to(gather(counting, period, today_of(actor)), actor), {})


def stored_snapshot(actor: Actor, row: Consolidated) -> Snapshot:
    """The stored figures and words that the actor may see; NotFound before there are any."""
    if row.payload is None:
        raise NotFound("Отчёт ещё собирается.")
    return Snapshot(
        period=ReportPeriod.parse(row.period),
        payload=only_comparable(shown_to(row.payload, actor)),
        texts=row.texts,
        edition=row.edition,
        is_frozen=row.state == Consolidated.State.FROZEN,
        digest=row.digest,
        frozen_at=row.frozen_at,
        frozen_by=row.frozen_by_name,
        reason=row.reason,
    )
