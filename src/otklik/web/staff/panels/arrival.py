"""By which connection the message came, and which of its files are not here."""

from otklik.correspondence.item_arrival import arrival_of_item
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def arrival(request: PageRequest, item: FeedbackItem) -> Panel | None:  # noqa: ARG001 - the registry's signature
    """Where the author wrote and is answered; files that are still loaded or cannot be had, with the reason."""
    found = arrival_of_item(item.pk)
    return Panel("staff/item/arrival.html", {"found": found, "is_masked": item.is_masked}, "main") if found else None
