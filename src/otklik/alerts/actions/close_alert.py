"""What people do with an alert: see it, say what was done, take that back."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from otklik.alerts.models import Alert, AlertLook
from otklik.alerts.policies import can_close_alert, can_view_alerts
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken


@transaction.atomic
def see_alerts(*, actor: Actor, alert_ids: Collection[int]) -> None:
    """Note that the person has them on the screen; a new one of somebody who may act becomes seen."""
    if actor.user_id is None or not can_view_alerts(actor) or not alert_ids:
        return
    known = AlertLook.objects.filter(person_id=actor.user_id, alert_id__in=alert_ids)
    fresh = set(alert_ids) - set(known.values_list("alert_id", flat=True))
    if not fresh:
        return
    ids = list(Alert.objects.visible_to(actor).filter(pk__in=fresh).values_list("pk", flat=True))
    now = timezone.now()
    looks = [AlertLook(alert_id=pk, person_id=actor.user_id, at=now) for pk in ids]
    AlertLook.objects.bulk_create(looks, ignore_conflicts=True)
    if can_close_alert(actor):
        Alert.objects.filter(pk__in=ids, state=Alert.State.OPEN).update(state=Alert.State.SEEN)


@transaction.atomic
def close_alert(*, actor: Actor, alert_id: int, note: str) -> Alert:
    """Say what was done. RuleBroken without a note, or when somebody has closed it already."""
    alert = _alert(actor, alert_id)
    if not note.strip():
        raise RuleBroken("note_required", "Напишите, что сделано: это увидят все, кого тревога касается.", "note")
    if alert.state == Alert.State.CLOSED:
        raise RuleBroken("closed", f"Тревогу уже разобрали: {alert.closed_by or 'система'}. {alert.note}", "note")
    alert.state, alert.note = Alert.State.CLOSED, note.strip()[:500]
    alert.closed_at, alert.closed_by_id = timezone.now(), actor.user_id
    alert.save(update_fields=["state", "note", "closed_at", "closed_by"])
    audit.record(actor, "close_alert", alert, "Тревога разобрана")
    return alert


@transaction.atomic
def reopen_alert(*, actor: Actor, alert_id: int) -> Alert:
    """Take the closing back."""
    alert = _alert(actor, alert_id)
    if alert.state != Alert.State.CLOSED:
        raise RuleBroken("open", "Тревога и так открыта.")
    alert.state, alert.note, alert.closed_at, alert.closed_by = Alert.State.SEEN, "", None, None
    alert.save(update_fields=["state", "note", "closed_at", "closed_by"])
    audit.record(actor, "reopen_alert", alert, "Тревога снова открыта")
    return alert


def _alert(actor: Actor, alert_id: int) -> Alert:
    if not can_close_alert(actor):
        raise NotFound
    visible = Alert.objects.visible_to(actor).filter(pk=alert_id).values("pk")
    found = Alert.objects.select_for_update().filter(pk__in=visible).first()
    if found is None:
        raise NotFound
    return found
