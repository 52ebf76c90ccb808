"""A frozen consolidated report as it is signed."""

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.core.report_period import ReportPeriod
from otklik.reporting.consolidated.access import frozen_for
from otklik.reporting.queries import RenderedReport, render_report
from otklik.reporting.sign_off.kinds import Signable, Signed


def load(actor: Actor, target_id: int) -> Signed:
    """The frozen edition with its digest."""
    row = frozen_for(actor, target_id)
    return Signed(f"Свод за {ReportPeriod.parse(row.period).title}, редакция {row.edition}", row.digest)


def render(actor: Actor, target_id: int, kind: str) -> RenderedReport:
    """The frozen edition as a file."""
    row = frozen_for(actor, target_id)
    return render_consolidated(actor, row.period, row.edition, kind)


def render_consolidated(
    actor: Actor, period: str, edition: int | None, kind: str, report: str = "consolidated"
) -> RenderedReport:
    """The period's report, or the head's page, as a file."""
    told = ReportPeriod.parse(period)
    return render_report(actor, report, told.quarters[0], kind, edition=edition, is_year=told.is_year)


SIGNABLE = Signable("consolidated", "Свод", (Role.COORDINATOR.value, Role.HEAD.value), load, render)
