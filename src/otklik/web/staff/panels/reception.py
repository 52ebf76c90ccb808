"""From an item that a visit became back to the card of the visit."""

from otklik.intake.queries import FeedbackItem
from otklik.reception.queries import visit_of_source
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def visit(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """The visit, for those who may see it."""
    found = visit_of_source(request.actor, item.source_number)
    return Panel("staff/item/visit.html", {"visit": found}, "side") if found else None
