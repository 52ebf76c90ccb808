"""A transaction that lets its locks go before the disk has its rows, and waits for the disk after that.

Where many wait for one row (the sequence of registration numbers), each would wait for the disk of all before it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: A record in the log that nobody reads: its own commit waits for everything that was written before it.
_AWAIT_DISK = "SELECT pg_logical_emit_message(true, 'otklik', '')"


@contextmanager
def locks_released_early() -> Iterator[None]:
    """`transaction.atomic`; on the way out the rows are as durable as ever, and nobody is to be told before.

    A machine that fails in between loses whole transactions from the end: nobody has heard of them. In a longer
    transaction, and on SQLite, nothing is different from `atomic`.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with transaction.atomic():
        _run("SET LOCAL synchronous_commit TO OFF")
        yield
    _run(_AWAIT_DISK)


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
