"""Missed last days: of an answer and of forwarding to another body, looked at once a day."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from otklik.alerts.models import Alert, AlertProgress, Level
from otklik.alerts.raising import Cause, raise_alert
from otklik.alerts.thresholds import Thresholds
from otklik.base.events import AppealAnswered
from otklik.base.one_by_one import one_by_one
from otklik.catalog.models import Administration
from otklik.catalog.queries import administrations
from otklik.core.appeals import OPEN_STATUSES
from otklik.core.periods import local_date
from otklik.core.russian import date_long
from otklik.intake.models import FeedbackItem, ForwardingMark

#: A last day missed longer ago is in the queue «Просрочено»; an alert about it would be no news.
NEWS = timedelta(days=3)
MOST = 500
ANSWERED = "Ответ дан."
ENDED = "Рассмотрение завершено или срок перенесён."


def watch_deadlines() -> int:
    """Raise alerts for last days missed since yesterday, close those that are over; returns how many were raised."""
    return one_by_one(administrations(), _watch_one, event="deadlines_not_watched")


def close_answered(event: AppealAnswered) -> None:
    """An answer ends the alert about its last day."""
    open_ones = Alert.objects.filter(item_id=event.item_id, kind=Alert.Kind.DEADLINE).open()
    open_ones.update(
        state=Alert.State.CLOSED, closed_at=timezone.now(), closed_by_id=event.actor.user_id, note=ANSWERED
    )


@transaction.atomic
def _watch_one(administration: Administration) -> int:
    today = local_date(timezone.now(), administration.time_zone)
    AlertProgress.objects.get_or_create(administration_id=administration.pk)
    progress = AlertProgress.objects.select_for_update().get(administration_id=administration.pk)
    if progress.deadlines_on == today or not Thresholds.of(administration.options).watch_deadlines:
        return 0
    progress.deadlines_on = today
    progress.save(update_fields=["deadlines_on"])
    _close_ended(administration, today)
    return deadline_alerts(administration, today)


def deadline_alerts(administration: Administration, today: date, *, tell: bool = True) -> int:
    """Raise what was missed by the day; returns how many alerts are new."""
    missed = FeedbackItem.objects.of(administration.pk).overdue(today).filter(due_on__gte=today - NEWS)
    items = list(missed.select_related("department", "assignee").order_by("due_on", "pk")[:MOST])
    raised = [raise_alert(administration, _missed_answer(item), tell=tell) for item in items]
    marks = ForwardingMark.objects.filter(
        administration_id=administration.pk, forward_by__lt=today, forward_by__gte=today - NEWS
    ).select_related("item__department", "item__assignee")
    raised += [raise_alert(administration, _missed_forwarding(mark), tell=tell) for mark in marks[:MOST]]
    return sum(alert is not None for alert in raised)


def _missed_answer(item: FeedbackItem) -> Cause:
    on = date_long(item.due_on) if item.due_on else ""
    return Cause(
        key=f"overdue:{item.pk}:{item.due_on}",
        kind=Alert.Kind.DEADLINE,
        level=Level.ATTENTION,
        title=f"Просрочен ответ: {item}",
        why=(f"Последний день ответа был {on}",),
        item=item,
    )


def _missed_forwarding(mark: ForwardingMark) -> Cause:
    on = date_long(mark.forward_by) if mark.forward_by else ""
    return Cause(
        key=f"forward:{mark.item_id}:{mark.forward_by}",
        kind=Alert.Kind.DEADLINE,
        level=Level.ATTENTION,
        title=f"Не направлено в срок: {mark.item}",
        why=(f"Направить другому органу нужно было до {on} (7 дней, 59-ФЗ, статья 8)",),
        item=mark.item,
    )


def _close_ended(administration: Administration, today: date) -> None:
    """Close alerts about cases that have ended, and about last days that were moved on."""
    waiting = Alert.objects.filter(administration=administration, kind=Alert.Kind.DEADLINE).open()
    moved = Q(key__startswith="overdue:", item__due_on__gte=today)
    over = waiting.filter(moved | ~Q(item__status__in=[status.value for status in OPEN_STATUSES]))
    ids = list(over.values_list("pk", flat=True)[:MOST])
    Alert.objects.filter(pk__in=ids).update(state=Alert.State.CLOSED, closed_at=timezone.now(), note=ENDED)
