"""What the rules decide about an item, where nobody has decided before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from otklik.accounts.models import Appointment, User
from otklik.accounts.responsible import taker_of
from otklik.base.actor import Actor
from otklik.catalog.queries import work_calendar
from otklik.core.appeals import OPEN_STATUSES, Audience, ItemStatus
from otklik.core.deadlines import forwarding_due
from otklik.core.periods import local_date
from otklik.core.routing import Facts, Trial
from otklik.intake.models import CaseEvent, FeedbackItem, ForwardingMark, ItemReturn, ItemRouting
from otklik.intake.routing.rules import Destination, Rulebook, rulebook

#: Steps by which a person says who has the item.
PERSONAL_MOVES = ("assign", "take", "return")


@dataclass(frozen=True)
class Decision:
    """A rule that fires and where it sends."""

    trial: Trial
    destination: Destination


def decision_on(book: Rulebook, facts: Facts) -> Decision | None:
    """What the rules say of a message; None when none fires."""
    trial = book.router.first(facts) if book else None
    return Decision(trial, book.destinations[trial.rule.id]) if trial else None


def facts_of(item: FeedbackItem, *, with_topics: bool) -> Facts:
    """What is known of the item now; topics are asked of the database only where they may be there."""
    topics: tuple[str, ...] = ()
    if with_topics:
        topics = tuple(item.questions.filter(topic__isnull=False).values_list("topic__code", flat=True))
    return Facts(
        text=f"{item.title}\n{item.text}",
        place=item.place,
        channel=item.channel.slug,
        kind=item.kind,
        process=item.process.slug if item.process else "",
        topics=topics,
    )


def may_be_routed(item: FeedbackItem) -> bool:
    """Open feedback of external clients: internal texts are read by nobody but the officer."""
    return item.audience == Audience.EXTERNAL and ItemStatus(item.status) in OPEN_STATUSES


def nobody_decided(item: FeedbackItem) -> bool:
    """No person has sent the item anywhere: it stands where a rule or its process's organiser put it."""
    if CaseEvent.objects.filter(item=item, move__in=PERSONAL_MOVES, by__isnull=False).exists():
        return False
    routing = ItemRouting.objects.filter(item=item).first()
    if routing is not None:
        return (item.department_id, item.assignee_id) == (routing.department_id, routing.assignee_id)
    if item.assignee_id is not None:
        return False
    return item.department_id is None or _is_default(item)


def _is_default(item: FeedbackItem) -> bool:
    appeal = getattr(item, "appeal", None)
    organizer = item.process.organizer_id if item.process else None
    return item.department_id == organizer and appeal is not None and appeal.registered_by_id is None


def carry_out(item: FeedbackItem, decision: Decision) -> None:
    """Write the decision and its reason; a unit that has given the item back does not get it again."""
    destination = decision.destination
    if destination.body_id:
        mark_to_forward(item, destination.body_id, by_id=None)
    before = (item.department_id, item.assignee_id)
    if destination.department_id and not _gave_back(item, destination.department_id):
        send(item, destination)
    if (item.department_id, item.assignee_id) != before:
        FeedbackItem.objects.filter(pk=item.pk).update(department_id=item.department_id, assignee_id=item.assignee_id)
    ItemRouting.objects.update_or_create(item=item, defaults=told(item, decision, timezone.now()))


def send(item: FeedbackItem, destination: Destination) -> None:
    """Put the unit and the person at work there on the item; not saved."""
    item.department_id, item.assignee_id = destination.department_id, at_work(destination.assignee_id, item)


def told(item: FeedbackItem, decision: Decision, at: datetime) -> dict[str, Any]:
    """The decision with its reason, as `ItemRouting` keeps it."""
    return {
        "rule_id": decision.trial.rule.id,
        "rule_title": decision.trial.rule.title,
        "why": list(decision.trial.why),
        "department_id": item.department_id,
        "assignee_id": item.assignee_id,
        "at": at,
    }


def _gave_back(item: FeedbackItem, department_id: int) -> bool:
    return ItemReturn.objects.filter(item=item, department_id=department_id).exists()


def at_work(person_id: int | None, item: FeedbackItem) -> int | None:
    """The person, or who acts in his place during a leave; nobody when the account is closed or holds no role.

    Then the unit decides.
    """
    if person_id is None:
        return None
    today = local_date(timezone.now(), item.administration.time_zone)
    acting_id = taker_of(person_id, today) or person_id
    is_there = User.objects.filter(pk=acting_id, is_active=True).exists()
    return acting_id if is_there and Appointment.objects.filter(user_id=acting_id).in_force(today).exists() else None


def mark_to_forward(item: FeedbackItem, body_id: int, *, by_id: int | None) -> ForwardingMark:
    """Put the item among those that wait to be forwarded, with the last day for it (59-ФЗ, статья 8)."""
    calendar = work_calendar(item.administration_id)
    forward_by = forwarding_due(item.registered_on, calendar) if item.registered_on and item.is_appeal else None
    facts = {"administration_id": item.administration_id, "body_id": body_id, "forward_by": forward_by}
    mark, _ = ForwardingMark.objects.update_or_create(
        item=item, defaults={**facts, "by_id": by_id, "at": timezone.now()}
    )
    return mark


def route_anew(actor: Actor, item: FeedbackItem) -> Decision | None:
    """Route an item by everything that is known of it now, unless a person has decided; None when nothing changed."""
    book = rulebook(actor.administration_id)
    if not book or not may_be_routed(item) or not nobody_decided(item):
        return None
    decision = decision_on(book, facts_of(item, with_topics=True))
    if decision is None:
        return None
    before = ItemRouting.objects.filter(item=item).values_list("rule_id", flat=True).first()
    if before == decision.trial.rule.id:
        return None
    carry_out(item, decision)
    return decision
