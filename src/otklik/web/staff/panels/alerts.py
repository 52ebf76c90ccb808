"""Above the text: what was found dangerous or missed about the item."""

from otklik.alerts.policies import can_view_alerts
from otklik.alerts.queries import alerts_of
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def alerts(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Alerts about the item, the open ones first."""
    found = alerts_of(request.actor, item) if can_view_alerts(request.actor) else []
    return Panel("staff/item/alerts.html", {"alerts": found}, "top") if found else None
