"""Alerts of the demonstration: found by the product's own rules in the invented year, told to nobody."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import people_with_role
from otklik.alerts.actions.watch_deadlines import deadline_alerts
from otklik.alerts.actions.watch_surges import surge_alerts
from otklik.alerts.actions.watch_words import words_cause
from otklik.alerts.models import Alert, AlertProgress, Level
from otklik.alerts.raising import Cause, raise_alert
from otklik.alerts.thresholds import Thresholds
from otklik.alerts.watch_lists import watchbook
from otklik.catalog.models import Administration
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import OPEN_STATUSES, Audience
from otklik.demonstration.place import load_place
from otklik.intake.models import FeedbackItem

#: Newest messages that are looked at, and dangers that are kept of them: as many as a clerk would take seriously.
LOOKED_AT, KEPT = 500, 7
_DONE = "Выехали в тот же день, опасность устранена, автору позвонили."
_SURGE_DONE = "Причина найдена, на сайте дано объяснение, график работ объявлен."


@transaction.atomic
def load_alerts(slug: str, today: date) -> None:
    """Dangers among the newest messages, the surge of the year, days missed lately; letters are sent to nobody."""
    administration = administration_by_slug(slug)
    coordinator = people_with_role(administration.pk, Role.COORDINATOR, today).first()
    _surges(administration, coordinator)
    _dangers(administration, coordinator)
    deadline_alerts(administration, today, tell=False)
    last_id = FeedbackItem.objects.of(administration.pk).aggregate(last=Max("pk"))["last"] or 0
    AlertProgress.objects.update_or_create(
        administration_id=administration.pk,
        defaults={"last_item_id": last_id, "surges_on": today, "deadlines_on": today},
    )


def _surges(administration: Administration, coordinator: User | None) -> None:
    """The first week of each wave of the year in which the watch would have raised it."""
    for wave in load_place(administration.slug).surges:
        day, last = date.fromisoformat(wave.first_on) + timedelta(days=6), date.fromisoformat(wave.last_on)
        while day <= last:
            raised = surge_alerts(administration, day, Thresholds(), tell=False)
            if raised:
                morning = datetime.combine(day + timedelta(days=1), time(8), ZoneInfo(administration.time_zone))
                for alert in raised:
                    _close(alert, coordinator, morning, _SURGE_DONE)
                break
            day += timedelta(days=1)


def _dangers(administration: Administration, coordinator: User | None) -> None:
    book = watchbook(administration.pk)
    found: list[tuple[FeedbackItem, Cause]] = []
    rows = FeedbackItem.objects.of(administration.pk).filter(audience=Audience.EXTERNAL)
    newest = rows.select_related("administration", "department", "assignee").order_by("-received_at", "-pk")
    for item in newest[:LOOKED_AT]:
        findings = book.findings(f"{item.title}\n{item.text}", item.received_at.month)
        if len(found) < KEPT and any(one.watched.level == Level.DANGER for one in findings):
            found.append((item, words_cause(item, findings)))
    still = {status.value for status in OPEN_STATUSES}
    for item, cause in reversed(found):
        alert = raise_alert(administration, cause, tell=False)
        if alert and item.status not in still:
            _close(alert, coordinator, item.received_at, _DONE)


def _close(alert: Alert, coordinator: User | None, raised_at: datetime, note: str) -> None:
    alert.state, alert.note, alert.raised_at = Alert.State.CLOSED, note, raised_at
    alert.closed_by, alert.closed_at = coordinator, raised_at + timedelta(hours=6)
    alert.save(update_fields=["state", "note", "raised_at", "closed_by", "closed_at"])
