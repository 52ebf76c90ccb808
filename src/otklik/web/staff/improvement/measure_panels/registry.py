"""The panels of a measure's page, in their order; a subject adds its function here.

A function takes the request and the measure's page (`MeasureShown`) and gives a `Panel` or None; place «main» stands
under the facts, «side» under everything else. The template finds `shown` in its context too.
"""

from collections.abc import Callable

from otklik.improvement.queries.measure import MeasureShown
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.measure_panels import effect, thanks
from otklik.web.staff.panels.panel import Panel

MeasurePanel = Callable[[PageRequest, MeasureShown], Panel | None]

MEASURE_PANELS: tuple[MeasurePanel, ...] = (
    effect.effect,
    thanks.thanks,
)


def measure_panels(request: PageRequest, shown: MeasureShown) -> list[Panel]:
    """The panels that have something to say of this measure."""
    return [panel for make in MEASURE_PANELS if (panel := make(request, shown))]
