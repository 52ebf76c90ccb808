"""An anonymous message of an employee leaves no entry of its own; the day's count stands in the trail once."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.models import AuditEntry
from otklik.core.appeals import Audience, ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.count_anonymous import count_anonymous
from otklik.intake.actions.receive_feedback import receive_feedback


def _write(actor: Actor, *, days_ago: int, name: str = "") -> None:
    midnight = timezone.now().astimezone(ZoneInfo("Europe/Moscow")).replace(hour=0, minute=0, second=0, microsecond=0)
    moment = midnight - timedelta(days=days_ago)
    receive_feedback(
        actor=actor,
        incoming=IncomingFeedback(
            text="Принтер один на этаж",
            channel="staff_box",
            received_at=moment,
            registered_at=moment,
            kind=ItemKind.COMPLAINT,
            audience=Audience.INTERNAL,
            name=name,
        ),
    )


def test_no_entry_for_an_anonymous_message_but_one_for_a_named(visitor: Actor) -> None:
    _write(visitor, days_ago=0)
    assert not AuditEntry.objects.filter(verb="receive").exists()
    _write(visitor, days_ago=0, name="Петрова Анна")
    assert AuditEntry.objects.filter(verb="receive").count() == 1


def test_an_ended_day_is_counted_once(visitor: Actor) -> None:
    for days_ago in (1, 1, 3, 0):
        _write(visitor, days_ago=days_ago)
    assert count_anonymous() == 2
    assert count_anonymous() == 0
    counts = AuditEntry.objects.filter(verb="receive_anonymous").order_by("pk").values_list("summary", flat=True)
    assert [summary.rsplit(": ", 1)[1] for summary in counts] == ["1", "2"]
