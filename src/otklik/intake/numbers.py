"""Registration numbers without gaps, and secret tracking codes."""

import hashlib
import hmac
import secrets
from datetime import date

from django.conf import settings
from django.db import connection

from otklik.catalog.models import Administration
from otklik.core.appeals import ItemKind
from otklik.core.registration import format_number, format_tracking_code, normalize_tracking_code

_TAKE = """
INSERT INTO intake_numbersequence (administration_id, year, last) VALUES (%s, %s, %s)
ON CONFLICT (administration_id, year) DO UPDATE SET last = intake_numbersequence.last + EXCLUDED.last
RETURNING last
"""


def take_sequence(administration_id: int, year: int, count: int = 1) -> int:
    """Reserve `count` numbers and return the last of them; the row stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [administration_id, year, count])
        return int(cursor.fetchone()[0])


def next_number(administration: Administration, kind: ItemKind, on: date) -> str:
    """The next registration number by the administration's template."""
    sequence = take_sequence(administration.pk, on.year)
    return format_number(administration.number_template, sequence=sequence, on=on, kind=kind)


def new_tracking_code() -> str:
    """A secret code of 50 random bits."""
    return format_tracking_code(secrets.token_bytes(8))


def tracking_digest(code: str) -> str:
    """Keyed digest of a code as typed; ValueError when it cannot be a code."""
    clean = normalize_tracking_code(code)
    return hmac.new(settings.SECRET_KEY.encode(), clean.encode(), hashlib.sha256).hexdigest()
