"""From an item back to the event, the act, the pack or the call that it came from."""

from otklik.intake.queries import FeedbackItem
from otklik.offline.origins import origin_of
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel

#: Only these kinds of channels bring papers and calls: other items cost no look.
KINDS = frozenset({"post", "box", "place", "mfc", "event", "phone", "reception"})


def origin(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Where it was entered from, for those who keep that place."""
    found = origin_of(request.actor, item) if item.channel.kind in KINDS else None
    return Panel("staff/item/origin.html", {"origin": found}, "side") if found else None
