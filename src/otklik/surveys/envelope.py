"""Answers of a day that is not sealed yet lie shut: whoever holds the database alone can read none, nor their order.

Rows of a running day stand in the order of answering, and the database's own marks (ctid, xmin, rowid, its journal, a
backup of that hour) tell that order. So their contents are shut with a key that is not in the database, padded to
equal lengths; sealing the day opens them, and writes them anew in an order of chance.
"""

import base64
import hashlib
import hmac
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

#: Under this key a row keeps its shut answers; no slug of a question can be so named.
SHUT = "~"
#: The language that was chosen travels with the answers: written openly it would point at the few who chose it.
LANGUAGE = "~language"
#: Lengths that contents are padded to: nearly all fit the first, so that a length tells nothing.
_ROOMS = (1008, 4080, 16368, 65520, 262128, 2097136)
_NONCE = 12


class LockedAnswersError(ValueError):
    """The installation's key is not the one that the answers were shut with."""


def shut(answers: Mapping[str, Any], language: str = "") -> dict[str, str]:
    """What the row keeps until its day is sealed."""
    inside = {**answers, LANGUAGE: language} if language else answers
    packed = json.dumps(inside, ensure_ascii=False, separators=(",", ":")).encode()
    if len(packed) > _ROOMS[0]:
        packed = zlib.compress(packed, 1)
    room = next(room for room in _ROOMS if len(packed) <= room)
    nonce = os.urandom(_NONCE)
    sealed = _cipher(settings.SECRET_KEY).encrypt(nonce, packed.ljust(room, b"\0"), None)
    return {SHUT: base64.b64encode(nonce + sealed).decode()}


def opened(stored: Any) -> Any:
    """The answers of a row, shut or not. LockedAnswersError when no key of the installation fits."""
    if not isinstance(stored, dict) or SHUT not in stored:
        return stored
    whole = base64.b64decode(stored[SHUT])
    for cipher in _ciphers():
        try:
            packed = cipher.decrypt(whole[:_NONCE], whole[_NONCE:], None)
        except InvalidTag:
            continue
        plain = packed.rstrip(b"\0") if packed.startswith(b"{") else zlib.decompressobj().decompress(packed)
        return json.loads(plain)
    raise LockedAnswersError("Answers of an unsealed day were shut with another OTKLIK_SECRET_KEY.")


class AnswersField(models.JSONField):
    """Answers as JSON; read in the clear whether they lie shut or not."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """What was answered."""
        return opened(super().from_db_value(value, expression, connection))

    def deconstruct(self) -> Any:
        """To the database it is JSON and nothing else."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


def _ciphers() -> Iterator[AESGCM]:
    yield _cipher(settings.SECRET_KEY)
    for older in settings.SECRET_KEY_FALLBACKS:
        yield _cipher(older)


@lru_cache(maxsize=8)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(hmac.new(secret.encode(), b"otklik.surveys.envelope", hashlib.sha256).digest())
