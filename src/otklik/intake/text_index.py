"""What the search does not know yet, and letting it know: words of items (`word_index`), of authors (`name_index`).

What a mass import stored is found after `catch_up` has been over it.
"""

from collections.abc import Callable, Sequence

from django.db import connection, transaction

from otklik.intake import word_index
from otklik.intake.models import TextBacklog
from otklik.intake.name_index_tables import index_range

#: Authors of a set: some hundredths of a second, which is how long another writer may have to wait.
INDEXED_AT_ONCE = 2000
#: Items that a periodic pass takes: some seconds of work, so that the mail does not wait.
INDEXED_IN_A_PASS = 50_000


def note_backlog(ids: Sequence[int]) -> None:
    """Inside the transaction that stores these rows, and before they are stored: their words are indexed later."""
    TextBacklog.objects.create(first_id=min(ids), last_id=max(ids))
    word_index.note(min(ids), max(ids))


def waiting() -> int:
    """How many items are not found by words yet (gaps in the ids included)."""
    return word_index.waiting()


def catch_up(advance: Callable[[int], object] = lambda _: None, *, most: int | None = None) -> int:
    """Index what waits (at least `most` of it), in short transactions; safe to stop and to run twice.

    `advance` is told of each set of items; returns how many ids were done.
    """
    done = 0
    while (most is None or done < most) and (count := word_index.index_next()):
        _index_authors(count)
        done += count
        advance(count)
    while (most is None or done < most) and _index_authors(INDEXED_AT_ONCE):
        pass
    if done and connection.vendor == "sqlite":
        _settle_sqlite()
    return done


def catch_up_a_while() -> int:
    """One periodic pass of `catch_up`: some seconds of work, so that what stands behind it does not wait."""
    return catch_up(most=INDEXED_IN_A_PASS)


@transaction.atomic
def _index_authors(most: int) -> int:
    """The next authors of the backlog; 0 when nothing is left or another process has the rest in hand."""
    part = TextBacklog.objects.select_for_update(skip_locked=True).order_by("last_id").first()
    if part is None:
        return 0
    last = min(part.last_id, part.first_id + most - 1)
    with connection.cursor() as cursor:
        cursor.execute(index_range(connection.vendor), [part.first_id, last])
    if last == part.last_id:
        part.delete()
    else:
        TextBacklog.objects.filter(pk=part.pk).update(first_id=last + 1)
    return last - part.first_id + 1


@transaction.atomic
def _settle_sqlite() -> None:
    """Statistics for the planner after many new rows, looking at few of them.

    In a transaction, which waits for its turn to write: by itself the pragma reads first and then wants to write, and
    SQLite refuses that at once («database is locked») while anybody else writes.
    """
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("PRAGMA optimize")
