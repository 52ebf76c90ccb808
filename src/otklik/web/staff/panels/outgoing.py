"""What left to the author of the item, by which way, and whether it arrived."""

from otklik.correspondence.outbox.policies import can_view_outbox
from otklik.correspondence.outbox.reading import item_messages
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def outgoing(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Each message with its recipient and state; None where nothing left."""
    if not can_view_outbox(request.actor):
        return None
    lines = item_messages(request.actor, item)
    return Panel("staff/item/outgoing.html", {"lines": lines}) if lines else None
