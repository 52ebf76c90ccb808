"""Rules of routing for the demonstration, what they decided about open cases, and a few of the «не наше»."""

import tomllib
from datetime import datetime, timedelta
from importlib import resources
from typing import Any

from otklik.accounts.models import User
from otklik.catalog.models import Administration, OutsideBody, Process
from otklik.core.appeals import OPEN_STATUSES, Audience, ItemStatus
from otklik.intake.actions.write_forwarding import forward_until
from otklik.intake.models import FeedbackItem, Forwarding, ForwardingMark, ItemReturn, ItemRouting, RoutingRule
from otklik.intake.routing.deciding import Decision, decision_on, facts_of
from otklik.intake.routing.rules import rulebook

MARKED, RETURNED, FORWARDED = 2, 1, 8
_REASON = "Вопрос не нашего подразделения: дом на балансе у другого отдела."


def load_routing(administration: Administration, now: datetime) -> None:
    """Bodies, rules and their traces; nothing is sent anywhere, as the cases came with their units."""
    told = tomllib.loads(resources.files(__package__).joinpath("routes.toml").read_text(encoding="utf-8"))
    bodies = _bodies(administration, told["body"])
    _rules(administration, told["route"], bodies)
    items = list(
        FeedbackItem.objects.of(administration.pk)
        .filter(audience=Audience.EXTERNAL, status__in=[status.value for status in OPEN_STATUSES])
        .select_related("administration", "channel", "process")
        .order_by("-received_at", "-pk")[:200]
    )
    book = rulebook(administration.pk)
    decided = [(item, decision_on(book, facts_of(item, with_topics=True))) for item in items]
    found = [(item, decision) for item, decision in decided if decision]
    _traces(found)
    _not_ours(administration, [item for item in items if item.is_appeal and item.registered_on], bodies, now)
    _forwarded(administration, bodies)


def _bodies(administration: Administration, told: list[dict[str, Any]]) -> dict[str, OutsideBody]:
    rows = [
        OutsideBody(administration=administration, position=place, **one) for place, one in enumerate(told, start=1)
    ]
    OutsideBody.objects.bulk_create(rows)
    return {row.slug: row for row in OutsideBody.objects.filter(administration=administration)}


def _rules(administration: Administration, told: list[dict[str, Any]], bodies: dict[str, OutsideBody]) -> None:
    processes = {row.slug: row for row in Process.objects.filter(administration=administration)}
    position = 0
    for one in told:
        process = processes.get(one.get("process", ""))
        if process is None and "body" not in one:
            continue
        position += 1
        RoutingRule.objects.create(
            administration=administration,
            title=one["title"],
            position=position,
            words=one["words"].strip(),
            department_id=process.organizer_id if process else None,
            body=bodies.get(one.get("body", "")),
        )


def _traces(found: list[tuple[FeedbackItem, Decision]]) -> None:
    """Where the rule and the case's unit agree, the rule has sent it there."""
    agreeing = [(item, one) for item, one in found if item.department_id == one.destination.department_id]
    ItemRouting.objects.bulk_create(
        ItemRouting(
            item=item,
            rule_id=decision.trial.rule.id,
            rule_title=decision.trial.rule.title,
            why=list(decision.trial.why),
            department_id=item.department_id,
            assignee_id=item.assignee_id,
            at=item.received_at,
        )
        for item, decision in agreeing
    )


def _not_ours(
    administration: Administration, items: list[FeedbackItem], bodies: dict[str, OutsideBody], now: datetime
) -> None:
    """The newest registered cases: some wait to be forwarded, one was given back."""
    own = {"administration_id": administration.pk}
    for place, item in enumerate(items[:MARKED]):
        body = bodies["housing_inspection" if place else "energy"]
        ForwardingMark.objects.create(item=item, **own, body=body, forward_by=forward_until(item), at=now)
    for item in [one for one in items[MARKED:] if one.department_id][:RETURNED]:
        clerk = User.objects.filter(**own, department=item.department).first()
        ItemReturn.objects.create(
            item=item, **own, department_id=item.department_id, by=clerk, reason=_REASON, at=now - timedelta(hours=5)
        )
        ItemRouting.objects.filter(item=item).delete()
        item.department = item.assignee = None
        item.status = ItemStatus.REGISTERED.value
        item.save(update_fields=["department", "assignee", "status"])


def _forwarded(administration: Administration, bodies: dict[str, OutsideBody]) -> None:
    """The cases forwarded last, with the facts of their letters."""
    body = bodies["region_roads"]
    rows = FeedbackItem.objects.of(administration.pk).filter(status=ItemStatus.FORWARDED, registered_on__isnull=False)
    newest = rows.select_related("administration").order_by("-received_at", "-pk")[:FORWARDED]
    for place, item in enumerate(newest):
        at = item.received_at + timedelta(days=3)
        forward_by = forward_until(item)
        Forwarding.objects.create(
            item=item,
            administration_id=administration.pk,
            body=body,
            body_title=body.title,
            addressee=body.addressee,
            address=body.address,
            number=f"{FORWARDED * 10 - place}-исх",
            signed_by_id=item.assignee_id,
            at=at,
            forward_by=forward_by,
            is_late=bool(forward_by and at.date() > forward_by),
        )
