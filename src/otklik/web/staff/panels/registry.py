"""Which panels an item's page has, in their order; a subject adds its own function here and nothing else."""

from collections.abc import Callable

from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels import (
    acceptance,
    alerts,
    author_words,
    explanations,
    matter,
    originals,
    readings,
    reception,
    routing,
)
from otklik.web.staff.panels.panel import Panel

#: Each gives its panel for the item, or None where there is nothing to show or the person may not see it.
PANELS: tuple[Callable[[PageRequest, FeedbackItem], Panel | None], ...] = (
    originals.hidden,
    matter.matter,
    alerts.alerts,
    routing.to_forward,
    author_words.author_words,
    explanations.explanations,
    reception.visit,
    acceptance.acceptance,
    routing.routing,
    matter.alike,
    originals.looks,
    readings.readings,
)


def panels_of(request: PageRequest, item: FeedbackItem) -> dict[str, list[Panel]]:
    """The panels of the page by place."""
    found = [panel for make in PANELS if (panel := make(request, item))]
    return {place: [panel for panel in found if panel.place == place] for place in ("top", "main", "side")}
