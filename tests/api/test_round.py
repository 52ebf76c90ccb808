"""A message in by the interface, answered by a specialist, the answer read by the interface, the event received."""

import base64
import hmac
import json
from typing import Any

import pytest
from tests.api.conftest import SystemWith
from tests.event_receiver import receiver

from otklik.base.actor import Actor
from otklik.channels.webhook.settings import WebhookSettings
from otklik.core.appeals import Audience, Outcome
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.connections import settings_of
from otklik.delivery.models import OutgoingMessage
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.move_case import take_item
from otklik.intake.models import FeedbackItem
from otklik.interchange.actions.keep_webhook import add_webhook, switch_webhook, try_webhook
from otklik.interchange.enums import Told
from otklik.interchange.models import Webhook

__all__ = ["receiver"]
pytestmark = pytest.mark.django_db(transaction=True)
MESSAGE = {
    "text": "Третий день не вывозят мусор", "kind": "complaint",
    "author": {"name": "Петрова Мария", "email": "petrova@example.ru", "consent": "Согласие 2"},
}  # fmt: skip


@pytest.fixture
def webhook(receiver: Any, settings: Any, actor: Any) -> Webhook:
    host = f"127.0.0.1:{receiver.server_address[1]}"
    settings.WEBHOOK_HOSTS = [host]
    administrator = actor("administrator")
    made = add_webhook(actor=administrator, title="СЭД", url=f"http://{host}/status/204", events=Told.values)
    return made.webhook


def test_the_whole_way(system_with: SystemWith, webhook: Webhook, receiver: Any, actor: Any) -> None:
    system, specialist = system_with(), actor("specialist")
    receipt = system.send("items", MESSAGE, **{"Idempotency-Key": "round-1"}).json()
    take_item(actor=specialist, item_id=receipt["item_id"])
    _answer(specialist, receipt["item_id"])
    assert send_waiting_messages() >= 3
    told = [json.loads(body) for _, body in receiver.seen]
    assert [one["type"] for one in told] == ["item.received", "item.status_changed", "item.answered"]
    assert told[2]["data"]["number"] == receipt["number"]
    for headers, body in receiver.seen:
        _check_signature(webhook, headers, body)
        assert not any(word.encode() in body for word in ("мусор", "Петрова", "petrova", receipt["tracking_code"]))
    address = told[2]["data"]["url"].partition("/api/v1/murashi/")[2]
    assert system.ask(address).json()["answers"][0]["text"] == "Мусор вывезен."


def test_what_is_not_taken_waits_and_what_is_internal_is_not_told(
    system_with: SystemWith, webhook: Webhook, receiver: Any, actor: Any
) -> None:
    administrator = actor("administrator")
    receiver.RequestHandlerClass.do_POST, kept = _refuse, receiver.RequestHandlerClass.do_POST
    try:
        system_with().send("items", {**MESSAGE, "author": {}})
        send_waiting_messages()
        assert not try_webhook(actor=administrator, webhook_id=webhook.pk).is_good
    finally:
        receiver.RequestHandlerClass.do_POST = kept
    waiting = OutgoingMessage.objects.get(connection=webhook.connection)
    assert (waiting.state, waiting.attempts) == ("waiting", 1)
    assert "503" in waiting.last_error
    system_with().send("items", {"text": "О порядке", "kind": "complaint", "channel": "staff_documents"})
    assert FeedbackItem.objects.filter(audience=Audience.INTERNAL).count() == 1
    switch_webhook(actor=administrator, webhook_id=webhook.pk, is_enabled=False)
    system_with().send("items", {"text": "Яма", "kind": "complaint"})
    assert OutgoingMessage.objects.filter(connection=webhook.connection).count() == 1


def _answer(specialist: Actor, item_id: int) -> None:
    item = FeedbackItem.objects.get(pk=item_id)
    outcomes = {question.pk: Outcome.SUPPORTED for question in item.questions.all()}
    answer_appeal(actor=specialist, item_id=item_id, text="Мусор вывезен.", outcomes=outcomes, way="status")


def _check_signature(webhook: Webhook, headers: dict[str, str], body: bytes) -> None:
    settings = settings_of(webhook.connection)
    assert isinstance(settings, WebhookSettings)
    named = {name.lower(): value for name, value in headers.items()}
    signed = f"{named['webhook-id']}.{named['webhook-timestamp']}.".encode() + body
    made = base64.b64encode(hmac.digest(settings.key, signed, "sha256")).decode()
    assert named["webhook-signature"] == f"v1,{made}"


def _refuse(handler: Any) -> None:
    handler.rfile.read(int(handler.headers["Content-Length"]))
    handler.send_response(503)
    handler.send_header("Content-Length", "0")
    handler.end_headers()
