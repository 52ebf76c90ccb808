"""Where the item was sent and why: the rule, the return, the forwarding with its letters."""

from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.intake.not_ours import forwarding_term, forwardings_of, last_return, mark_of, routing_of
from otklik.intake.policies import can_forward_item
from otklik.intake.queries import FeedbackItem, today_of
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.panels.panel import Panel


def to_forward(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Above the text: it belongs to another body, and until when it must go there."""
    mark = mark_of(item) if ItemStatus(item.status) in OPEN_STATUSES else None
    if mark is None:
        return None
    term = forwarding_term(mark.forward_by, today_of(request.actor))
    context = {"mark": mark, "term": term, "may_change": can_forward_item(request.actor)}
    return Panel("staff/item/to_forward.html", context, "top")


def forwarded(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """Above the text while another body decides: where it went, and both letters to take."""
    forwardings = _is_forwarded(item) and forwardings_of(item)
    if not forwardings:
        return None
    context = {"forwardings": forwardings, "may_open_letters": can_forward_item(request.actor)}
    return Panel("staff/item/forwarded.html", context, "top")


def _is_forwarded(item: FeedbackItem) -> bool:
    return ItemStatus(item.status) is ItemStatus.FORWARDED


def routing(request: PageRequest, item: FeedbackItem) -> Panel | None:
    """The rule that fired and what became of its decision; forwardings of the past, when the case came back."""
    decided, returned = routing_of(item), last_return(item)
    forwardings = [] if _is_forwarded(item) else forwardings_of(item)
    if not decided and not returned and not forwardings:
        return None
    moved_on = ""
    if decided and (decided.department_id, decided.assignee_id) != (item.department_id, item.assignee_id):
        moved_on = ", ".join(str(part) for part in (item.department, item.assignee) if part) or "снято с подразделения"
    context = {
        "routing": decided,
        "moved_on": moved_on,
        "returned": returned,
        "forwardings": forwardings,
        "may_open_letters": can_forward_item(request.actor),
    }
    return Panel("staff/item/routing.html", context, "side")
