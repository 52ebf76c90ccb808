"""What may wait rests at night; what is urgent and what people decide leaves at once."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration
from otklik.catalog.quiet_hours import change_quiet_hours, first_loud
from otklik.delivery import quiet
from otklik.delivery.actions.send_later import send_later
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.quiet import WayKind, register_quiet_hours


@pytest.fixture
def at_night(_by_day: None, administration: Administration, monkeypatch: pytest.MonkeyPatch) -> int:
    """The quiet hours of the administration began an hour ago and end in an hour; gives the local hour."""
    monkeypatch.setattr(quiet, "_rules", [])
    register_quiet_hours(first_loud)
    local = timezone.now().astimezone(ZoneInfo(administration.time_zone))
    hours = [(local.hour - 1) % 24, (local.hour + 1) % 24]
    administration.options = administration.options | {"quiet_hours": {kind.value: hours for kind in WayKind}}
    administration.save()
    return local.hour


def write(administration: Administration, *, is_urgent: bool) -> OutgoingMessage:
    """A letter in the outbox."""
    return send_later(
        administration_id=administration.pk,
        target=administration,
        to="petrova@example.org",
        subject="Спасибо",
        text="Сделано.",
        file_ids=[],
        is_urgent=is_urgent,
    )


def test_only_what_is_urgent_leaves_at_night(at_night: int, administration: Administration) -> None:
    resting, urgent = write(administration, is_urgent=False), write(administration, is_urgent=True)
    assert timezone.now() < resting.next_attempt_at <= timezone.now() + timedelta(hours=1)
    assert send_waiting_messages() == 1
    urgent.refresh_from_db()
    assert urgent.state == "sent"


def test_what_became_due_at_night_is_put_off_without_an_attempt(at_night: int, administration: Administration) -> None:
    message = write(administration, is_urgent=False)
    OutgoingMessage.objects.update(next_attempt_at=timezone.now())
    assert send_waiting_messages() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts, mail.outbox) == ("waiting", 0, [])
    assert message.next_attempt_at > timezone.now()


def test_the_administrator_sets_them(
    at_night: int, administration: Administration, actor: Callable[..., Actor]
) -> None:
    administrator = actor("administrator")
    resting = write(administration, is_urgent=False)
    change_quiet_hours(actor=administrator, hours={WayKind.EMAIL: (0, 0), WayKind.NETWORK: (21, 9)})
    resting.refresh_from_db()
    assert resting.next_attempt_at <= timezone.now(), "what already waits, waits by the new hours"
    assert write(administration, is_urgent=False).next_attempt_at <= timezone.now()
    with pytest.raises(RuleBroken, match="от 0 до 23"):
        change_quiet_hours(actor=administrator, hours={WayKind.EMAIL: (25, 8)})
    with pytest.raises(NotFound):
        change_quiet_hours(actor=actor("registrar"), hours={WayKind.EMAIL: (1, 8)})
