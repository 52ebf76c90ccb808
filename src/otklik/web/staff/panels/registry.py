"""Which panels an item's page has, in their order; a subject adds its own function here and nothing else."""

from collections.abc import Callable

from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels import (
    acceptance,
    alerts,
    arrival,
    author_words,
    employee_letter,
    explanations,
    matter,
    offline,
    originals,
    outer_numbers,
    outer_state,
    outgoing,
    readings,
    reception,
    routing,
)
from otklik.web.staff.panels.panel import Panel

#: Each gives its panel for the item, or None where there is nothing to show or the person may not see it.
PANELS: tuple[Callable[[PageRequest, FeedbackItem], Panel | None], ...] = (
    originals.hidden,
    employee_letter.employee_letter,
    matter.matter,
    alerts.alerts,
    routing.to_forward,
    routing.forwarded,
    outer_state.outer_state,
    author_words.author_words,
    arrival.arrival,
    explanations.explanations,
    reception.visit,
    offline.origin,
    outer_numbers.outer_numbers,
    outgoing.outgoing,
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
