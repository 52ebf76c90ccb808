"""Until which moment nothing can turn up any more: what was written before it is committed, or never will be."""

from datetime import datetime

from django.db import connection
from django.db.models import Model
from django.utils import timezone

_OLDEST_WRITER = """
SELECT min(activity.xact_start) FROM pg_locks held JOIN pg_stat_activity activity USING (pid)
WHERE held.relation = ANY(%s::regclass[]) AND held.mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
"""


def all_committed_at(*tables: type[Model]) -> datetime:
    """A moment before which no open transaction had begun to write them; SQLite has one writer at a time."""
    now = timezone.now()
    if connection.vendor != "postgresql":
        return now
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST_WRITER, [[table._meta.db_table for table in tables]])  # noqa: SLF001 - Django documents _meta
        oldest: datetime | None = cursor.fetchone()[0]
    return min(now, oldest or now)
