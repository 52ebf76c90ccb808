"""The signed call: Standard Webhooks 1.0, https://www.standardwebhooks.com."""

import base64
import hmac
import json
import time
from datetime import UTC, datetime
from uuid import uuid4

from otklik.channels.contract import Checked, Outgoing, Refused, TryLater
from otklik.channels.http import Answer, ask
from otklik.channels.webhook.settings import WebhookSettings

#: What the receiver should refuse: a timestamp older or younger than so many seconds is a replay.
REPLAY_SECONDS = 300
_SECONDS, _ANSWER_BYTES = 15.0, 64 * 1024
#: The receiver says that the address is gone for good (410), or that it is not its to take.
_GONE = 410


def signature(key: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """«v1,» and base64 of HMAC-SHA256 over id, timestamp and body, joined by dots."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()


def send(settings: WebhookSettings, message: Outgoing) -> str:
    """Call once; `key` is the webhook-id at every attempt, the timestamp is the attempt's own."""
    _deliver(settings, message.key, message.text.encode())
    return message.key


def check(settings: WebhookSettings) -> Checked:
    """Send a trial event."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    body = json.dumps({"type": "webhook.test", "timestamp": now, "data": {}}).encode()
    try:
        _deliver(settings, f"test-{uuid4()}", body)
    except (Refused, TryLater) as problem:
        return Checked(is_good=False, said=problem.message)
    return Checked(is_good=True, said="Пробное событие webhook.test принято.")


def _deliver(settings: WebhookSettings, message_id: str, body: bytes) -> None:
    moment = int(time.time())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Otklik-Webhook/1",
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(settings.key, message_id, moment, body),
    }
    answer = ask(
        "POST", settings.url, settings.hosts, body=body, headers=headers, seconds=_SECONDS, limit=_ANSWER_BYTES
    )
    _judge(answer)


def _judge(answer: Answer) -> None:
    if 200 <= answer.status < 300:  # noqa: PLR2004 - taken
        return
    if answer.status == _GONE:
        raise Refused("Система ответила, что этого адреса больше нет (410).")
    raise TryLater(f"Система ответила: {answer.status}.", after=answer.pause())
