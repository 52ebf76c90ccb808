"""Outgoing registration numbers, without gaps within a year."""

from datetime import date

from django.db import connection

from otklik.catalog.letterhead import answer_rules_of
from otklik.catalog.models import Administration
from otklik.core.outgoing import format_outgoing

_TAKE = """
INSERT INTO intake_outgoingsequence (administration_id, year, last) VALUES (%s, %s, 1)
ON CONFLICT (administration_id, year) DO UPDATE SET last = intake_outgoingsequence.last + 1
RETURNING last
"""


def next_outgoing_number(administration: Administration, on: date, incoming: str) -> str:
    """The next number by the administration's template; its row stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [administration.pk, on.year])
        sequence = int(cursor.fetchone()[0])
    template = answer_rules_of(administration).outgoing_template
    return format_outgoing(template, sequence=sequence, on=on, incoming=incoming)
