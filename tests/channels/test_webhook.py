"""The signed call: what the other system can check, and what its answers mean."""

import base64
import hmac
import json
import time
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError
from tests.event_receiver import receiver

from otklik.channels.contract import Outgoing, Refused, TryLater
from otklik.channels.webhook import CHANNEL
from otklik.channels.webhook.sending import signature
from otklik.channels.webhook.settings import WebhookSettings, new_secret

__all__ = ["receiver"]


def settings_for(receiver: Any, status: int) -> WebhookSettings:
    port = receiver.server_address[1]
    return WebhookSettings(url=f"http://127.0.0.1:{port}/status/{status}", secret=SecretStr(new_secret()))


def test_the_example_of_the_specification() -> None:
    """Standard Webhooks, reference libraries: the same id, time, secret and body give the same signature."""
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    made = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_arrives_is_signed_and_bears_the_key(receiver: Any) -> None:
    settings = settings_for(receiver, 204)
    text = json.dumps({"type": "item.answered", "data": {"number": "Ж-00042/2025"}}, ensure_ascii=False)
    assert CHANNEL.send is not None
    assert CHANNEL.send(settings, Outgoing(key="a-1", to="127.0.0.1", text=text)) == "a-1"
    headers, body = receiver.seen[0]
    assert body == text.encode()
    named = {name.lower(): value for name, value in headers.items()}
    assert named["webhook-id"] == "a-1"
    assert abs(time.time() - int(named["webhook-timestamp"])) < 60
    signed = f"a-1.{named['webhook-timestamp']}.".encode() + body
    own = base64.b64encode(hmac.digest(settings.key, signed, "sha256")).decode()
    assert named["webhook-signature"] == f"v1,{own}"


@pytest.mark.parametrize("status", [302, 400, 429, 503])
def test_what_is_not_taken_comes_again(status: int, receiver: Any) -> None:
    assert CHANNEL.send is not None
    with pytest.raises(TryLater) as later:
        CHANNEL.send(settings_for(receiver, status), Outgoing(key="a-1", to="", text="{}"))
    assert later.value.after == (40 if status == 429 else None)
    assert len(receiver.seen) == 1


def test_an_address_that_is_gone_is_given_up(receiver: Any) -> None:
    assert CHANNEL.send is not None
    with pytest.raises(Refused):
        CHANNEL.send(settings_for(receiver, 410), Outgoing(key="a-1", to="", text="{}"))


def test_the_trial_says_how_it_went(receiver: Any) -> None:
    assert CHANNEL.check(settings_for(receiver, 200)).is_good
    bad = CHANNEL.check(settings_for(receiver, 404))
    assert (bad.is_good, "404" in bad.said) == (False, True)
    assert json.loads(receiver.seen[0][1])["type"] == "webhook.test"


def test_a_secret_is_base64() -> None:
    with pytest.raises(ValidationError):
        WebhookSettings(url="https://sed.example.ru", secret=SecretStr("whsec_это не секрет"))


def test_nothing_comes_in_by_it() -> None:
    sample = CHANNEL.samples[0].path.read_bytes()
    assert json.loads(sample)["data"]["status"] == "answered"
    assert CHANNEL.kinds == frozenset()
