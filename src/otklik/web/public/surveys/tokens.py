"""The token of one showing of a form: signed, without a cookie; a second sending of the form is known by it.

Nothing keeps the token. It stands in the page alone, and the id of the response is derived from it.
"""

import base64
import binascii
import hashlib
import hmac
import os
import time
from functools import lru_cache

from django.conf import settings

#: A form older than this is shown once more with everything typed. Less than the hours between midnight and the seal
#: of the day (`surveys.actions.seal_days`): while a token is good, the row it made stands under its own id.
LIFE_MINUTES = 180
TOKEN_LETTERS = 44
_RANDOM, _MOMENT, _MAC = 17, 4, 12


def new_token(code: str, *, now: float | None = None) -> str:
    """A token for the survey's form: random bytes, the minute, a signature."""
    head = os.urandom(_RANDOM) + int((now or time.time()) // 60).to_bytes(_MOMENT, "big")
    return base64.urlsafe_b64encode(head + _signature(code, head)).decode()


def response_id(code: str, token: str, *, now: float | None = None) -> int | None:
    """The id of the response that the form makes; None for a token that is forged, of another survey or too old."""
    try:
        whole = base64.urlsafe_b64decode(token.encode())
    except (binascii.Error, ValueError):
        return None
    head, mac = whole[: _RANDOM + _MOMENT], whole[_RANDOM + _MOMENT :]
    if not hmac.compare_digest(mac, _signature(code, head)):
        return None
    age = (now or time.time()) // 60 - int.from_bytes(head[_RANDOM:], "big")
    if not 0 <= age <= LIFE_MINUTES:
        return None
    return int.from_bytes(hashlib.sha256(head[:_RANDOM]).digest()[:8], "big") >> 2 or 1


def _signature(code: str, head: bytes) -> bytes:
    return hmac.digest(_key(settings.SECRET_KEY), code.encode() + head, "sha256")[:_MAC]


@lru_cache(maxsize=4)
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"otklik.surveys.form" + secret.encode()).digest()
