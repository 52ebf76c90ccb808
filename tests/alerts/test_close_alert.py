"""What people do with alerts: seeing, dealing with, taking back; missed days open and close by themselves."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.intake.conftest import Receive

from otklik.alerts.actions.close_alert import close_alert, reopen_alert, see_alerts
from otklik.alerts.actions.watch_deadlines import deadline_alerts, watch_deadlines
from otklik.alerts.models import Alert, AlertLook
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, OutsideBody
from otklik.core.appeals import Outcome
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.return_item import mark_for_forwarding
from otklik.intake.models import FeedbackItem, ForwardingMark
from otklik.intake.queries import today_of

pytestmark = pytest.mark.django_db
DANGER = "Пахнет газом в подъезде"


def test_seen_once_then_dealt_with_and_taken_back(receive: Receive, actor: Callable[..., Actor]) -> None:
    receive(DANGER)
    alert, coordinator = Alert.objects.get(), actor("coordinator")
    see_alerts(actor=actor("auditor"), alert_ids=[alert.pk])
    see_alerts(actor=coordinator, alert_ids=[alert.pk])
    see_alerts(actor=coordinator, alert_ids=[alert.pk])
    alert.refresh_from_db()
    assert alert.state == Alert.State.SEEN
    assert AlertLook.objects.filter(person_id=coordinator.user_id).count() == 1
    close_alert(actor=coordinator, alert_id=alert.pk, note="Аварийная служба на месте")
    with pytest.raises(RuleBroken) as again:
        close_alert(actor=coordinator, alert_id=alert.pk, note="И я")
    assert again.value.code == "closed"
    reopen_alert(actor=coordinator, alert_id=alert.pk)
    alert.refresh_from_db()
    assert (alert.state, alert.note, alert.closed_at) == (Alert.State.SEEN, "", None)


def test_closing_needs_words_and_the_right(receive: Receive, actor: Callable[..., Actor]) -> None:
    receive(DANGER)
    alert = Alert.objects.get()
    with pytest.raises(RuleBroken) as refused:
        close_alert(actor=actor("coordinator"), alert_id=alert.pk, note="  ")
    assert refused.value.field == "note"
    for stranger in (actor("auditor"), actor("specialist"), actor("coordinator", of="biysk")):
        with pytest.raises(NotFound):
            close_alert(actor=stranger, alert_id=alert.pk, note="Сделано")


def overdue(item: FeedbackItem, on: date) -> FeedbackItem:
    FeedbackItem.objects.filter(pk=item.pk).update(due_on=on)
    item.refresh_from_db()
    return item


def test_a_missed_day_raises_once_and_ends_with_the_answer(
    receive: Receive, actor: Callable[..., Actor], administration: Administration
) -> None:
    specialist = actor("specialist", "coordinator")
    today = today_of(specialist)
    item = overdue(receive("Нет автобуса", channel="post"), today - timedelta(days=1))
    overdue(receive("Давно", channel="post"), today - timedelta(days=30))
    assert deadline_alerts(administration, today) == 1
    assert deadline_alerts(administration, today) == 0
    question = item.questions.get()
    answer_appeal(
        actor=specialist, item_id=item.pk, text="Автобус пущен", outcomes={question.pk: Outcome.SUPPORTED}, way="letter"
    )
    alert = Alert.objects.get(kind=Alert.Kind.DEADLINE)
    assert (alert.state, alert.note) == (Alert.State.CLOSED, "Ответ дан.")


def test_a_day_moved_on_ends_the_alert_and_a_day_is_looked_at_once(
    receive: Receive, actor: Callable[..., Actor]
) -> None:
    today = today_of(actor("coordinator"))
    item = overdue(receive("Нет автобуса", channel="post"), today - timedelta(days=1))
    assert watch_deadlines() == 1
    assert watch_deadlines() == 0
    from otklik.alerts.models import AlertProgress

    AlertProgress.objects.update(deadlines_on=None)
    overdue(item, today + timedelta(days=20))
    watch_deadlines()
    assert Alert.objects.get().state == Alert.State.CLOSED


def test_a_missed_forwarding_is_an_alert(
    receive: Receive, actor: Callable[..., Actor], administration: Administration
) -> None:
    body = OutsideBody.objects.create(administration=administration, slug="gas", title="Газовая служба")
    registrar = actor("registrar")
    item = receive("Нет газа", channel="post")
    mark_for_forwarding(actor=registrar, item_id=item.pk, body_id=body.pk)
    today = today_of(registrar)
    ForwardingMark.objects.update(forward_by=today - timedelta(days=1))
    assert deadline_alerts(administration, today) == 1
    assert "Не направлено в срок" in Alert.objects.get().title
