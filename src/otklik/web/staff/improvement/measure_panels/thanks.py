"""Whom the measure's suggestions came from, and how many of them were thanked."""

from otklik.improvement.queries.measure import MeasureShown
from otklik.improvement.queries.thanks import counts_of_measure
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def thanks(request: PageRequest, shown: MeasureShown) -> Panel | None:  # noqa: ARG001 - the registry's signature
    """Порядок: murashi 2.4."""
    counts = counts_of_measure(shown.measure)
    return Panel("staff/improvement/thanks/of_measure.html", counts, "main")
