"""Routing of what arrives, before it is stored, and of what was read."""

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.events import FeedbackRead
from otklik.intake.models import FeedbackItem
from otklik.intake.routing.deciding import Decision, decision_on, facts_of, may_be_routed, route_anew, send
from otklik.intake.routing.rules import rulebook


def route_arriving(actor: Actor, item: FeedbackItem) -> Decision | None:
    """Put unit and person on a new message, not stored yet, by the rules; None where none fires.

    What a person of the staff put into a unit stays there. Costs nothing without rules.
    """
    book = rulebook(actor.administration_id)
    is_chosen = actor.kind == "staff" and item.department_id is not None
    if not book or is_chosen or item.assignee_id is not None or not may_be_routed(item):
        return None
    decision = decision_on(book, facts_of(item, with_topics=False))
    if decision and decision.destination.department_id:
        send(item, decision.destination)
    return decision


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
