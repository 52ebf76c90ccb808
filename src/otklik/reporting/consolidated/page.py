"""Everything that the page of one period shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.report_period import ReportPeriod
from otklik.intake.queries import today_of
from otklik.reporting.consolidated.policies import can_make_consolidated, can_view_consolidated
from otklik.reporting.consolidated.queries import editions_of_period
from otklik.reporting.consolidated.snapshot import Snapshot, stored_snapshot
from otklik.reporting.consolidated.words import summary
from otklik.reporting.models import Consolidated
from otklik.reporting.reports.consolidated.reconciliation import reconciliation_words
from otklik.reporting.sign_off.queries import SignOffShown, sign_offs_of


@dataclass(frozen=True)
class ConsolidatedShown:
    """A period: its editions, the one shown with its sentences, what may be done with it."""

    period: ReportPeriod
    editions: Sequence[Consolidated]
    current: Consolidated | None
    snapshot: Snapshot | None
    sections: Sequence[tuple[str, Sequence[str]]]
    missing: Sequence[str]
    sums: Sequence[str]
    sign_offs: SignOffShown | None
    may_make: bool
    is_over: bool

    @property
    def is_newest(self) -> bool:
        """The edition shown is the last."""
        return bool(self.editions) and self.editions[0] == self.current

    @property
    def state(self) -> str:
        """The state of the edition shown; empty where there is none."""
        return self.current.state if self.current else ""


def consolidated_shown(actor: Actor, period: ReportPeriod, edition: int | None = None) -> ConsolidatedShown:
    """The newest edition of the period, or the one asked for. NotFound without the right."""
    if not can_view_consolidated(actor):
        raise NotFound
    editions = editions_of_period(actor, period)
    current = next((one for one in editions if edition in {None, one.edition}), None)
    if edition is not None and current is None:
        raise NotFound("Такой редакции у этого отчёта нет.")
    has_figures = current is not None and current.state in {Consolidated.State.DRAFT, Consolidated.State.FROZEN}
    snapshot = stored_snapshot(actor, current) if current is not None and has_figures else None
    is_frozen = current is not None and current.state == Consolidated.State.FROZEN
    return ConsolidatedShown(
        period=period,
        editions=editions,
        current=current,
        snapshot=snapshot,
        sections=summary(snapshot.payload) if snapshot else (),
        missing=_missing(snapshot) if snapshot else (),
        sums=reconciliation_words(snapshot.payload) if snapshot else (),
        sign_offs=sign_offs_of(actor, "consolidated", current.pk) if current is not None and is_frozen else None,
        may_make=can_make_consolidated(actor),
        is_over=period.end_on < today_of(actor),
    )


def _missing(snapshot: Snapshot) -> list[str]:
    """«III квартал 2025 года: Отдел культуры, Архив»: whose packages are not accepted."""
    found: dict[str, list[str]] = {}
    rows: Sequence[dict[str, Any]] = snapshot.payload["packages"] if snapshot.payload["by_organizers"] else ()
    for row in rows:
        if row["state"] != "accepted":
            found.setdefault(row["quarter"], []).append(row["title"])
    return [f"{ReportPeriod.parse(quarter).title}: {', '.join(titles)}" for quarter, titles in found.items()]
