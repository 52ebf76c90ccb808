"""What the webhooks of the networks have in common: the secret, the size, the form."""

import hmac
import json
from typing import Any

from pydantic import SecretStr

from otklik.channels.contract import HookReply

LONGEST_BODY = 1024 * 1024

FORBIDDEN = HookReply(status=403, body="forbidden")
NOT_UNDERSTOOD = HookReply(status=400, body="bad request")


def is_same(given: str, expected: SecretStr) -> bool:
    """Whether the secret is right, in the same time however wrong it is; no secret expected means no."""
    known = expected.get_secret_value().encode()
    return bool(known) and hmac.compare_digest(given.encode("utf-8", "replace"), known)


def event_of(body: bytes) -> dict[str, Any] | None:
    """The event that a webhook brought; None for what is no JSON object or too large."""
    if len(body) > LONGEST_BODY:
        return None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
