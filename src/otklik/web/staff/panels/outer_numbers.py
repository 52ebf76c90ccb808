"""Under which numbers other systems have the item."""

from otklik.intake.queries import FeedbackItem
from otklik.interchange.actions.post_answer import outer_numbers_of
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def outer_numbers(request: PageRequest, item: FeedbackItem) -> Panel | None:  # noqa: ARG001 - the registry's signature
    """The document system's number and day."""
    numbers = outer_numbers_of(item.pk)
    return Panel("staff/item/outer_numbers.html", {"numbers": numbers}, "side") if numbers else None
