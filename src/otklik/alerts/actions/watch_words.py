"""Dangerous and sharply negative words: looked for when a message arrives, and in what a file brought."""

from datetime import timedelta
from typing import cast

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from otklik.alerts.models import Alert, AlertProgress, Level
from otklik.alerts.raising import Cause, raise_alert
from otklik.alerts.thresholds import Thresholds
from otklik.alerts.watch_lists import Finding, watchbook
from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.base.events import FeedbackReceived
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administrations
from otklik.core.appeals import Audience
from otklik.intake.models import FeedbackItem

#: What a file brought raises alerts when it is not older: nobody can still hurry to what happened last year.
FRESH = timedelta(days=3)
#: Messages looked at in one pass: about a second of work.
IN_A_PASS = 3000
_MOST_WORDS = 6


def watch_received(event: FeedbackReceived) -> None:
    """Look at a message that arrives. Порядок: livny 3.

    Costs a look into a dictionary for each word; writes only where a list fires.
    """
    book = watchbook(event.actor.administration_id)
    item = cast("FeedbackItem | None", event.item) or _item(event.item_id)
    findings = book.findings(f"{item.title}\n{item.text}", item.received_at.month)
    if findings and Thresholds.of(item.administration.options).watch_words:
        _raise(item, findings)


def watch_imported() -> int:
    """Look at fresh messages that did not come one by one; returns how many alerts were raised. Called by `tick`."""
    return one_by_one(administrations(), _watch_one, event="words_not_watched")


@transaction.atomic
def _watch_one(administration: Administration) -> int:
    AlertProgress.objects.get_or_create(administration_id=administration.pk)
    progress = AlertProgress.objects.select_for_update().get(administration_id=administration.pk)
    newer = FeedbackItem.objects.of(administration.pk).filter(pk__gt=progress.last_item_id)
    last_id = newer.aggregate(last=Max("pk"))["last"]
    if last_id is None:
        return 0
    fresh = newer.filter(pk__lte=last_id, received_at__gte=timezone.now() - FRESH).order_by("pk")
    items = list(fresh.select_related("administration", "department", "assignee")[:IN_A_PASS])
    is_watched = Thresholds.of(administration.options).watch_words
    progress.last_item_id = items[-1].pk if len(items) == IN_A_PASS else last_id
    progress.save(update_fields=["last_item_id"])
    return sum(_look(item) for item in items) if is_watched else 0


def _look(item: FeedbackItem) -> bool:
    book = watchbook(item.administration_id)
    findings = book.findings(f"{item.title}\n{item.text}", item.received_at.month)
    return bool(findings and _raise(item, findings))


def _raise(item: FeedbackItem, findings: tuple[Finding, ...]) -> Alert | None:
    alert = raise_alert(item.administration, words_cause(item, findings))
    # The trail keeps the minute, which an employee's anonymous message must not.
    if alert and item.audience == Audience.EXTERNAL:
        system = system_actor(item.administration_id, item.administration.slug)
        audit.record(system, "raise_alert", item, f"Тревога: {alert.title}")
    return alert


def words_cause(item: FeedbackItem, findings: tuple[Finding, ...]) -> Cause:
    """What the alert says: one for the message, whatever number of lists fired."""
    level = Level.DANGER if any(one.watched.level == Level.DANGER for one in findings) else Level.ATTENTION
    leading = [one for one in findings if one.watched.level == level]
    return Cause(
        key=f"words:{item.pk}",
        kind=Alert.Kind.WORDS,
        level=level,
        title="; ".join(one.watched.title for one in leading),
        why=_why(findings),
        item=item,
        facts={"lists": [one.watched.slug for one in findings]},
        raised_at=item.received_at,
    )


def _why(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    if len(findings) == 1:
        return (f"Слова в тексте: {_quoted(findings[0])}",)
    return tuple(f"{one.watched.title}: {_quoted(one)}" for one in findings)


def _quoted(finding: Finding) -> str:
    return ", ".join(f"«{words}»" for words in finding.words[:_MOST_WORDS])


def _item(item_id: int) -> FeedbackItem:
    rows = FeedbackItem.objects.select_related("administration", "department", "assignee")
    found: FeedbackItem = rows.get(pk=item_id)
    return found
