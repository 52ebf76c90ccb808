"""To whom an employee wrote or came, on the page of the internal item."""

from otklik.core.appeals import Audience
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def employee_letter(request: PageRequest, item: FeedbackItem) -> Panel | None:  # noqa: ARG001 - the shape of a panel
    """Above the text: the addressee, what was agreed, the way to the talk."""
    letter = getattr(item, "employee_letter", None) if item.audience == Audience.INTERNAL else None
    return Panel("staff/letters/panel.html", {"letter": letter}, "top") if letter else None
