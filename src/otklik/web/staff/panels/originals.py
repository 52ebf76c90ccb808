"""What is hidden on an item's page and how to open it; who looked at the original."""

from otklik.intake.looks import SHOWN_ON_ITEM, looks_of_item
from otklik.intake.policies import can_reveal_original, can_view_looks
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.personal_data import RevealForm
from otklik.web.staff.panels.panel import Panel


def hidden(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Above a masked item: that it is masked, and the way to the original for who may open it."""
    if not item.is_masked:
        return None
    form = RevealForm(actor=request.actor, auto_id="reveal_%s") if can_reveal_original(request.actor) else None
    return Panel("staff/item/hidden.html", {"form": form}, "top")


def looks(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Who looked, for the coordinator and the auditor."""
    if not can_view_looks(request.actor):
        return None
    found = looks_of_item(request.actor, item.pk)
    return Panel("staff/item/looks.html", {"looks": found[:SHOWN_ON_ITEM], "more": len(found) > SHOWN_ON_ITEM}, "side")
