"""Heavy reading for figures goes to a replica of the database, when there is one that keeps up.

Only what is marked by `reads_replica` goes there, as its reader does not ask for what was written a second ago. A
replica that is away, that lags or that no longer receives is passed over: the primary answers.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import structlog
from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Model

log = structlog.get_logger(__name__)
P = ParamSpec("P")
R = TypeVar("R")

REPLICA = "replica"
#: A replica that is further behind is not asked: figures are to hold what was done a moment ago.
MOST_LAG_SECONDS = 10
#: For so long what was found of the replica is believed.
LOOKED_FOR_SECONDS = 5.0

_reading: ContextVar[bool] = ContextVar("reading_replica", default=False)
#: The receiver's row is there while it receives; what was replayed last tells nothing where nobody writes.
_STATE = (
    "SELECT pg_is_in_recovery(), EXISTS (SELECT 1 FROM pg_stat_wal_receiver), "
    "CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0 "
    "ELSE EXTRACT(EPOCH FROM now() - pg_last_xact_replay_timestamp()) END"
)


class _Look:
    """What was found of the replica, and when."""

    def __init__(self) -> None:
        self._lock, self._until, self._trouble = Lock(), 0.0, ""

    def trouble(self) -> str:
        """Why it is not asked; empty when it is."""
        with self._lock:
            if time.monotonic() >= self._until:
                found = _trouble()
                if found != self._trouble:
                    log.warning("replica_changed", trouble=found)
                self._trouble, self._until = found, time.monotonic() + LOOKED_FOR_SECONDS
            return self._trouble

    def forget(self) -> None:
        """Look anew at the next question."""
        self._until = 0.0


_look = _Look()


class ReplicaRouter:
    """Reads of what is marked go to the replica; all the rest, and every write, to the primary."""

    def db_for_read(self, _model: type[Model], **_hints: Any) -> str:
        """The replica inside `reading_replica`; what hangs on a row that was read there is asked for here."""
        return REPLICA if _reading.get() else "default"

    def db_for_write(self, _model: type[Model], **_hints: Any) -> str:
        """The primary, always."""
        return "default"

    def allow_relation(self, *_objects: Model, **_hints: Any) -> bool:
        """They are the same rows."""
        return True

    def allow_migrate(self, db: str, *_labels: str, **_hints: Any) -> bool:
        """A replica gets its tables from the primary."""
        return db == "default"


@contextmanager
def reading_replica() -> Iterator[None]:
    """Read from the replica if it keeps up; not within a transaction, which has begun to see the primary."""
    use = has_replica() and not connections["default"].in_atomic_block and not _look.trouble()
    token = _reading.set(use)
    try:
        yield
    finally:
        _reading.reset(token)


def reads_replica(function: Callable[P, R]) -> Callable[P, R]:
    """The function only reads, and may read from the replica; once more from the primary when that breaks off."""

    @wraps(function)
    def read(*args: P.args, **kwargs: P.kwargs) -> R:
        with reading_replica():
            on_replica = _reading.get()
            try:
                return function(*args, **kwargs)
            except DatabaseError:
                if not on_replica:
                    raise
                log.warning("replica_broke_off", reader=function.__qualname__, exc_info=True)
        connections[REPLICA].close()
        _look.forget()
        return function(*args, **kwargs)

    return read


def has_replica() -> bool:
    """One is named in the settings."""
    return REPLICA in settings.DATABASES


def replica_trouble() -> str:
    """For the node's administrator: why the replica is not asked, in Russian; empty when it is, or there is none."""
    return _look.trouble() if has_replica() else ""


def _trouble() -> str:
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(_STATE)
            is_replica, receives, lag = cursor.fetchone()
    except DatabaseError:
        connections[REPLICA].close()
        return "Копия базы для чтения не отвечает: сводки считает основная база."
    if is_replica and not receives:
        return "Копия базы для чтения не получает изменений от основной: сводки считает основная база."
    if is_replica and (lag or 0) > MOST_LAG_SECONDS:
        return f"Копия базы для чтения отстала на {int(lag)} с: сводки считает основная база."
    return ""
