"""What becomes of a background task whose worker died: `kill -9`, power, a machine that is gone.

The queue itself leaves such a task «running» for ever. Here it is given to another worker, if its function says that
it may be done again (`done_again`); else it is ended with a clear word. A task that has outlived three workers is
ended too: it may be what kills them.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from otklik.base.live_workers import bury_dead_workers
from otklik.base.models import LiveWorker

log = structlog.get_logger(__name__)
Work = TypeVar("Work", bound=Callable[..., Any])

MOST_ATTEMPTS = 3
_ENDED = "Задание прервано: рабочий процесс погиб (выключение, нехватка памяти, kill -9)."
_AGAIN = " Само оно повторено не будет; запустите его ещё раз."
_OFTEN = " Так было уже {count} раза подряд, поэтому оно больше не повторяется: возможно, процесс гибнет из-за него."


def done_again(*, unless: str = "", made_ready: Callable[..., object] | None = None) -> Callable[[Work], Work]:
    """Say of a task's function that a second run finishes what the first began and doubles nothing.

    `made_ready` is called with the task's own arguments before it is given back, in the same transaction: it sets the
    row «being done» to «waits» again. `unless` says why a task is never to be done again; it is ended then.
    """

    def declared(function: Work) -> Work:
        function.lost = (unless, made_ready)  # type: ignore[attr-defined]
        return function

    return declared


def settle_lost_tasks() -> int:
    """Give back or end the tasks of dead workers; returns how many there were. Every worker calls it, and `tick`."""
    bury_dead_workers()
    running = list(DBTaskResult.objects.running().only("pk", "worker_ids"))
    alive = set(LiveWorker.objects.values_list("worker_id", flat=True))  # after the tasks: who has one is written down
    return sum(_settle(one.pk, one.worker_ids) for one in running if not alive & set(one.worker_ids[-1:]))


def give_back_stopped(stopped: DBTaskResult[Any, Any]) -> None:
    """What a worker broke off because it was told to stop at once is as lost as by its death."""
    if stopped.exception_class_path in {"builtins.SystemExit", "builtins.KeyboardInterrupt"}:
        broken = DBTaskResult.objects.filter(pk=stopped.pk, status=TaskResultStatus.FAILED)
        if broken.update(status=TaskResultStatus.RUNNING, finished_at=None, exception_class_path="", traceback=""):
            _settle(stopped.pk, stopped.worker_ids)


@transaction.atomic
def _settle(task_id: UUID, worker_ids: list[str]) -> int:
    lost = DBTaskResult.objects.select_for_update().filter(pk=task_id).first()
    if lost is None or lost.worker_ids != worker_ids or lost.status != TaskResultStatus.RUNNING:
        return 0
    word, made_ready = _rule(lost)
    if not word and len(worker_ids) >= MOST_ATTEMPTS:
        word = _ENDED + _OFTEN.format(count=len(worker_ids))
    if word:
        _end(lost, word)
    else:
        if made_ready is not None:
            made_ready(*lost.args_kwargs["args"], **lost.args_kwargs["kwargs"])
        lost.status, lost.started_at = TaskResultStatus.READY, None
        lost.save(update_fields=["status", "started_at"])
    log.warning("lost_task_settled", task=lost.task_path, given_back=not word, attempts=len(worker_ids))
    return 1


def _rule(lost: DBTaskResult[Any, Any]) -> tuple[str, Callable[..., object] | None]:
    """Why it is ended, or an empty word and what makes it ready; a function that says nothing is not repeated."""
    try:
        unless, made_ready = import_string(lost.task_path).func.lost
    except (ImportError, AttributeError):  # an earlier release's task, or one without a word
        return _ENDED + _AGAIN, None
    return (f"{_ENDED} {unless}" if unless else ""), made_ready


def _end(lost: DBTaskResult[Any, Any], word: str) -> None:
    lost.status, lost.finished_at, lost.return_value = TaskResultStatus.FAILED, timezone.now(), None
    lost.exception_class_path, lost.traceback = "otklik.base.lost_tasks.WorkerDied", word
    lost.save(update_fields=["status", "finished_at", "return_value", "exception_class_path", "traceback"])
