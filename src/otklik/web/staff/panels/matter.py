"""The matter that an item belongs to, and the search for messages like it."""

from otklik.intake.duplicates import SHORTEST_TEXT
from otklik.intake.matters import members_of
from otklik.intake.policies import can_merge_items
from otklik.intake.queries import FeedbackItem
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def matter(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Above the text: which other messages raise the same question."""
    group = members_of(request.actor, item)
    if group is None:
        return None
    return Panel("staff/item/matter.html", {"group": group, "may_split": can_merge_items(request.actor)}, "top")


def alike(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Under the text: messages like it, fetched after the page, because comparing takes longer than the page may."""
    is_worth = len(item.text.strip()) >= SHORTEST_TEXT
    return Panel("staff/item/alike.html", {}, "main") if is_worth and can_merge_items(request.actor) else None
