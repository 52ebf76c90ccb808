"""Keeping the triggers of both indexes over migrations."""

from typing import Any

from django.db import connections

from otklik.intake import name_index_tables, word_index_tables


def keep_triggers(using: str, **_: Any) -> None:
    """After migrations: SQLite drops the triggers of a table that a migration makes anew."""
    name_index_tables.keep_triggers(connections[using])
    word_index_tables.keep_triggers(connections[using])
