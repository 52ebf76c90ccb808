"""Which panels an item's page has, in their order; a subject adds its own function here and nothing else."""

from collections.abc import Callable

from otklik.base.traces import traces_of
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

#: Each gives its panel for the item, or None where there is nothing to show or the person may not see it. Beside it the
#: tables that it tells of: where none of them knows the item the panel is not asked; without any it always is.
PANELS: tuple[tuple[Callable[[PageRequest, FeedbackItem], Panel | None], tuple[str, ...]], ...] = (
    (originals.hidden, ()),
    (employee_letter.employee_letter, ()),
    (matter.matter, ("membership",)),
    (alerts.alerts, ("alerts",)),
    (routing.to_forward, ("forwarding_mark",)),
    (routing.forwarded, ("forwardings",)),
    (outer_state.outer_state, ("outer_state",)),
    (author_words.author_words, ("marks", "additions")),
    (arrival.arrival, ("reply_address", "expected_files")),
    (explanations.explanations, ()),
    (reception.visit, ()),
    (offline.origin, ("event_opinion", "phone_call", "box_letter", "pack_letter")),
    (outer_numbers.outer_numbers, ("outer_numbers",)),
    (outgoing.outgoing, ()),
    (acceptance.acceptance, ()),
    (routing.routing, ("routing", "returns", "forwardings")),
    (matter.alike, ()),
    (originals.looks, ()),
    (readings.readings, ("readings",)),
)


def panels_of(request: PageRequest, item: FeedbackItem) -> dict[str, list[Panel]]:
    """The panels of the page by place."""
    known = traces_of(item, (name for _, told in PANELS for name in told))
    asked = [make for make, told in PANELS if not told or known.intersection(told)]
    found = [panel for make in asked if (panel := make(request, item))]
    return {place: [panel for panel in found if panel.place == place] for place in ("top", "main", "side")}
