"""Reads of analysis: the quarter's monitoring, closed editions, what changed since, the head's figures, processes."""

from django.utils import timezone

from otklik.analysis.calculation import calculate
from otklik.analysis.cut import Cut
from otklik.analysis.dashboard import dashboard
from otklik.analysis.figures import Monitoring
from otklik.analysis.periods import Difference, Edition, differences, editions_of, frozen_monitoring, verify_periods
from otklik.analysis.policies import can_view_monitoring, sees_whole
from otklik.analysis.processes import Span, process_measures
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.replica import reads_replica
from otklik.catalog.queries import procedure_of
from otklik.core.periods import Quarter, local_date

__all__ = [
    "Span",
    "changes_since_close",
    "dashboard",
    "monitoring",
    "period_editions",
    "process_measures",
    "report_monitoring",
    "verify_periods",
]
_WHOLE = Cut()


@reads_replica
def monitoring(actor: Actor, quarter: Quarter, cut: Cut = _WHOLE) -> Monitoring:
    """The metrics of the actor's administration as the rows stand now; NotFound without the right.

    Порядок: murashi 4.2, biysk 4, livny 4, gatchina 4.2, naryan-mar 4.2
    """
    if not can_view_monitoring(actor):
        raise NotFound
    procedure = procedure_of(actor.administration_slug)
    today = local_date(timezone.now(), procedure.act.time_zone)
    return calculate(actor, procedure, quarter, cut, today)


def report_monitoring(actor: Actor, quarter: Quarter, cut: Cut = _WHOLE, edition: int | None = None) -> Monitoring:
    """What a report prints: the newest edition of a closed quarter (or the one asked for), else the rows as they are.

    A cut, and the part that somebody sees who does not answer for the whole, are never frozen. NotFound without the
    right or for an edition that does not exist.
    """
    if not can_view_monitoring(actor):
        raise NotFound
    stored = None
    if sees_whole(actor) and cut.is_whole:
        stored = frozen_monitoring(actor.administration_id, quarter, edition)
    if stored is None and edition is not None:
        raise NotFound("Такой редакции у этого квартала нет.")
    return stored or monitoring(actor, quarter, cut)


def period_editions(actor: Actor, quarter: Quarter | None = None) -> list[Edition]:
    """Closings of a quarter (None: of all), newest first."""
    if not sees_whole(actor):
        return []
    return editions_of(actor.administration_id, quarter)


def changes_since_close(actor: Actor, quarter: Quarter) -> list[Difference]:
    """«После закрытия изменилось»: figures that differ from the newest edition; empty for an open quarter."""
    if not sees_whole(actor):
        raise NotFound
    stored = frozen_monitoring(actor.administration_id, quarter)
    return [] if stored is None else differences(stored, monitoring(actor, quarter))
