"""The address that networks call: what is brought is kept before the answer leaves; strangers find nothing."""

import json

import pytest
from django.core.cache import caches
from django.test import Client
from tests.correspondence.conftest import Connect

from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals
from otklik.correspondence.actions.take_hook import MOST_WAITING
from otklik.correspondence.models import InboundMessage
from otklik.delivery.models import ChannelConnection
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
SECRET = {"x-toy-secret": "toy-secret"}


def _call(connection: ChannelConnection, key: str = "k1", headers: dict[str, str] = SECRET, **facts: object) -> object:
    body = json.dumps({"key": key, **facts})
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/hooks/{connection.hook_key}/", body, content_type="application/json", headers=headers)


def test_what_a_network_brings_is_kept_once_and_becomes_an_item(connection: ChannelConnection) -> None:
    for _ in range(2):
        answer = _call(connection, text="Не горит фонарь", talker="ivan")
        assert (answer.status_code, answer.content.decode()) == (200, "принято")
    assert InboundMessage.objects.count() == 1
    connection.refresh_from_db()
    assert connection.last_arrival_at is not None
    assert read_waiting_arrivals() == 1
    assert FeedbackItem.objects.get().text == "Не горит фонарь"


def test_strangers_and_disabled_addresses_find_nothing(connect: Connect) -> None:
    known, disabled = connect(), connect(is_enabled=False)
    assert _call(known, headers={"x-toy-secret": "guessed"}).status_code == 403
    assert _call(disabled).status_code == 404
    assert Client().get("/hooks/no-such-key/").status_code == 404
    assert Client().get("/hooks/%00%F0%9F%98%80/").status_code == 404
    assert Client().get(f"/hooks/{'a' * 5000}/").status_code == 404
    assert Client().put(f"/hooks/{known.hook_key}/").status_code == 405
    assert not InboundMessage.objects.exists()


def test_too_long_a_body_is_refused_unread(connection: ChannelConnection) -> None:
    assert _call(connection, text="о" * (1024 * 1024)).status_code == 413
    assert not InboundMessage.objects.exists()


def test_a_full_queue_asks_to_come_later(connection: ChannelConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_WAITING >= 1000
    monkeypatch.setattr("otklik.correspondence.actions.take_hook.MOST_WAITING", 0)
    _call(connection, "k1", text="раз")
    caches["memory"].clear()
    answer = _call(connection, "k2", text="два")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    connection.refresh_from_db()
    assert "Очередь" in connection.last_error
