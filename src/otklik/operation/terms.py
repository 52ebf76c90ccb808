"""How long the node keeps its own records. People's messages and data have terms of their administrations (152-ФЗ)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from otklik.operation.models import BackupRecord
from otklik.operation.trail_end import cut_trail

#: One pass erases no more of a kind, so that nobody waits for it.
BATCH = 5000
Erased = tuple[int, dict[str, object]]


@dataclass(frozen=True, slots=True)
class Term:
    """A kind of records: `keep` is how long (None: for ever), `erase` takes away what is older than a moment."""

    slug: str
    title: str
    rule: Callable[[], str]
    keep: Callable[[], timedelta | None]
    erase: Callable[[datetime], Erased]


def _tasks() -> timedelta | None:
    return timedelta(days=settings.KEEP_TASKS_DAYS) if settings.KEEP_TASKS_DAYS else None


def _erase_tasks(before: datetime) -> Erased:
    ended = Q(status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED])
    old = DBTaskResult.objects.filter(ended, finished_at__lt=before)
    return _erase(DBTaskResult, list(old.values_list("pk", flat=True)[:BATCH]))


def _erase_done_tasks(before: datetime) -> Erased:
    """A task that went well is of no use the week after; millions of them would only slow the queue."""
    old = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=before)
    return _erase(DBTaskResult, list(old.values_list("pk", flat=True)[:BATCH]))


def _erase_sessions(before: datetime) -> Erased:
    """Sessions that ran out, and what was noted of sessions that are gone."""
    old = Session.objects.filter(expire_date__lt=before)
    count, _ = _erase(Session, list(old.values_list("pk", flat=True)[:BATCH]))
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    gone = UserSession.objects.filter(~Exists(alive), last_seen_at__lt=before)
    noted, _ = _erase(UserSession, list(gone.values_list("pk", flat=True)[:BATCH]))
    return count + noted, {}


def _erase_copies(before: datetime) -> Erased:
    """The notes of copies alone: copies themselves are let go by their number (OTKLIK_BACKUP_KEEP)."""
    return _erase(BackupRecord, list(BackupRecord.objects.filter(at__lt=before).values_list("pk", flat=True)[:BATCH]))


def _erase(model: type, keys: list[object]) -> Erased:
    if keys:
        model.objects.filter(pk__in=keys).delete()  # type: ignore[attr-defined]
    return len(keys), {}


def _audit() -> timedelta | None:
    return timedelta(days=365 * settings.KEEP_AUDIT_YEARS + 1) if settings.KEEP_AUDIT_YEARS else None


TERMS: tuple[Term, ...] = (
    Term(
        "sessions",
        "Сеансы входа",
        lambda: "Сразу после окончания сеанса",
        lambda: timedelta(0),
        _erase_sessions,
    ),
    Term(
        "done_tasks",
        "Следы выполненных фоновых заданий",
        lambda: "Неделя",
        lambda: timedelta(days=7),
        _erase_done_tasks,
    ),
    Term(
        "tasks",
        "Следы неудавшихся фоновых заданий",
        lambda: f"{settings.KEEP_TASKS_DAYS} дней (OTKLIK_KEEP_TASKS_DAYS)" if settings.KEEP_TASKS_DAYS else "Всегда",
        _tasks,
        _erase_tasks,
    ),
    Term("copies", "Записи о резервных копиях", lambda: "Три года", lambda: timedelta(days=1096), _erase_copies),
    Term(
        "audit",
        "Журнал действий",
        lambda: f"{settings.KEEP_AUDIT_YEARS} лет (OTKLIK_KEEP_AUDIT_YEARS)" if settings.KEEP_AUDIT_YEARS else "Всегда",
        _audit,
        cut_trail,
    ),
)
