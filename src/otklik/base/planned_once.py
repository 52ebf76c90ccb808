"""Statements of every page of the staff: PostgreSQL plans them once and keeps the plan (ADR 0054)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg import Cursor


@contextmanager
def planned_once() -> Iterator[None]:
    """What is asked inside is prepared when a connection asks it for the fifth time; SQLite does without.

    Only for what is found by keys and small bounded lists. A search or a filter would be planned for an average word
    or choice, and read the whole register for a rare one.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    asked = connection.connection
    usual, asked.cursor_factory = asked.cursor_factory, Cursor
    try:
        yield
    finally:
        asked.cursor_factory = usual
