"""Work that one process of the whole installation does at a time, on whatever machine it runs.

Held by the database's server, or by the system of the one machine that SQLite lives on: it is free again as soon as
its holder is gone, and nothing has to grow old.
"""

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

#: A machine that lost its power says no word: the server asks after it, and gives up after about 40 seconds.
_ASK_AFTER_HOLDER = "SET tcp_keepalives_idle = 20; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4"
#: Advisory locks are numbers; the first of the pair says that it is one of these.
_FAMILY = 0x0771


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """True for the one who has it, until the end of the block; False at once for all others."""
    if connection.vendor == "postgresql":
        with _by_server(name) as mine:
            yield mine
    else:
        with _by_system(Path(settings.DATA_DIR) / f"{name}.lock") as mine:
            yield mine


@contextmanager
def _by_server(name: str) -> Iterator[bool]:
    """By a connection of its own: what happens to those of the work does not let it go."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute(_ASK_AFTER_HOLDER)
            key = zlib.crc32(name.encode()) & 0x7FFFFFFF
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_FAMILY, key])
            yield bool(cursor.fetchone()[0])
    finally:
        own.close()


@contextmanager
def _by_system(path: Path) -> Iterator[bool]:
    with path.open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
