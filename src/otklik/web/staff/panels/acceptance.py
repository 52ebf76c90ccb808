"""Whether what the item suggests is accepted, and by which measure it is carried out."""

from otklik.core.appeals import ItemKind
from otklik.improvement.policies import can_accept_suggestions, can_view_roadmap
from otklik.improvement.queries.thanks import acceptances_of
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def acceptance(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Under the text; where nothing is accepted only for whoever may accept, and not under a word of thanks."""
    if not can_view_roadmap(request.actor):
        return None
    found, may_accept = acceptances_of(item), can_accept_suggestions(request.actor)
    if not found and (not may_accept or item.kind == ItemKind.GRATITUDE):
        return None
    return Panel("staff/item/acceptance.html", {"acceptances": found, "may_accept": may_accept}, "side")
