"""What the rail counts: everything in one statement, which is written once and still tells what is there now."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.alerts.models import Alert, Level
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.intake.models import ForwardingMark, ItemReturn
from otklik.intake.queries import today_of
from otklik.web.staff.signals import Signals

pytestmark = pytest.mark.django_db
COUNTED = (
    "alerts", "not_ours", "channels", "unread", "letters", "proposals", "thanks", "unit_lists", "boxes", "packs"
)  # fmt: skip


def told(actor: Actor) -> tuple[int, str]:
    """Statements that the rail took, and what it says."""
    with CaptureQueriesContext(connection) as captured:
        signals = Signals(actor)
        found = {name: getattr(signals, name) for name in COUNTED}
    return len(captured), ", ".join(f"{name} {one.count}" for name, one in found.items() if one and one.count)


def test_the_rail_takes_one_statement_and_tells_what_is_there_now(
    actor: Callable[..., Actor], receive: Receive
) -> None:
    person = actor("coordinator", "specialist", "internal_officer")
    assert told(person) == (1, "")
    item = receive("Пахнет газом в подъезде")
    ItemReturn.objects.create(
        item=item, administration_id=person.administration_id, reason="не наше", at=timezone.now()
    )
    assert told(person) == (1, "alerts 1, not_ours 1")
    assert told(actor("specialist")) == (1, "not_ours 1")
    assert told(actor("coordinator", of="biysk")) == (1, "")


def test_a_term_to_forward_that_is_near_presses(
    actor: Callable[..., Actor], receive: Receive, administration: Administration
) -> None:
    person = actor("registrar")
    mark = ForwardingMark(item=receive(), administration_id=administration.pk, at=timezone.now())
    for days, is_pressing in ((None, False), (3, False), (2, True), (-1, True)):
        mark.forward_by = None if days is None else today_of(person) + timedelta(days=days)
        mark.save()
        signal = Signals(person).not_ours
        assert signal is not None
        assert (signal.count, signal.is_alarming) == ("1", is_pressing), days


def test_a_danger_is_told_however_many_alerts_came_after_it(actor: Callable[..., Actor], receive: Receive) -> None:
    receive("Пахнет газом в подъезде")
    danger = Alert.objects.get()
    Alert.objects.bulk_create(
        Alert(
            administration_id=danger.administration_id,
            key=f"late:{number}",
            kind=Alert.Kind.DEADLINE,
            level=Level.ATTENTION,
            title="Срок прошёл",
            raised_at=danger.raised_at,
        )
        for number in range(120)
    )
    signals = Signals(actor("coordinator"))
    assert signals.alerts is not None
    assert (signals.alerts.shown, signals.dangers) == ("99+", [danger])
