"""Routing of what arrives and of what was read."""

from typing import cast

from otklik.base import audit
from otklik.base.events import FeedbackRead, FeedbackReceived
from otklik.intake.models import FeedbackItem
from otklik.intake.routing.deciding import carry_out, decision_on, facts_of, may_be_routed, route_anew
from otklik.intake.routing.rules import rulebook


def route_received(event: FeedbackReceived) -> None:
    """Send a new message by the rules; what a person of the staff put into a unit stays there.

    Costs nothing without rules, and no write where none fires.
    """
    book = rulebook(event.actor.administration_id)
    if not book:
        return
    item = cast("FeedbackItem | None", event.item) or _item(event.item_id)
    is_chosen = event.actor.kind == "staff" and item.department_id is not None
    if is_chosen or item.assignee_id is not None or not may_be_routed(item):
        return
    decision = decision_on(book, facts_of(item, with_topics=False))
    if decision:
        carry_out(item, decision, is_new=True)


def route_read(event: FeedbackRead) -> None:
    """Look at the rules again when topic and process are known."""
    item = _item(event.item_id)
    decision = route_anew(event.actor, item)
    if decision:
        audit.record(event.actor, "route", item, f"Направлено правилом «{decision.trial.rule.title}»")


def _item(item_id: int) -> FeedbackItem:
    found: FeedbackItem = FeedbackItem.objects.select_related("administration", "channel", "process", "appeal").get(
        pk=item_id
    )
    return found
