"""What is written about the reasons of this message: for the one who answers it."""

from otklik.explanations.queries import instructions_for
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def explanations(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Published articles on its reasons."""
    found = instructions_for(request.actor, item)
    return Panel("staff/item/explanations.html", {"articles": found}) if found else None
