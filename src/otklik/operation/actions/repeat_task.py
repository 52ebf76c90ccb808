"""Give a failed background task back to its queue."""

from collections.abc import Callable
from inspect import signature
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.operation.policies import can_keep_node
from otklik.operation.task_board import title_of


@transaction.atomic
def repeat_task(*, actor: Actor, task_id: UUID) -> str:
    """The task waits again; returns its title. RuleBroken when it is not failed any more or may not be done again."""
    failed = _failed(actor, task_id)
    unless, made_ready = _rule(failed.task_path)
    if unless:
        raise RuleBroken("never_again", f"Это задание программа не повторяет. {unless}")
    if made_ready is not None:
        _make_ready(failed, made_ready)
    failed.status, failed.started_at, failed.finished_at = TaskResultStatus.READY, None, None
    failed.exception_class_path, failed.traceback, failed.worker_ids = "", "", []
    failed.save()
    title = title_of(failed.task_path)
    audit.record(actor, "repeat_task", f"task:{failed.pk}", f"Задание повторяется: {title}")
    return title


@transaction.atomic
def dismiss_task(*, actor: Actor, task_id: UUID) -> str:
    """The keeper has read why it failed and needs it no more; returns its title."""
    failed = _failed(actor, task_id)
    title = title_of(failed.task_path)
    audit.record(actor, "dismiss_task", f"task:{failed.pk}", f"Неудавшееся задание убрано: {title}")
    failed.delete()
    return title


def _failed(actor: Actor, task_id: UUID) -> DBTaskResult[Any, Any]:
    if not can_keep_node(actor):
        raise NotFound
    found = DBTaskResult.objects.select_for_update().filter(pk=task_id).first()
    if found is None or found.status != TaskResultStatus.FAILED:
        raise RuleBroken("not_failed", "Этого задания среди неудавшихся уже нет: его повторили или убрали.")
    return found


def _make_ready(failed: DBTaskResult[Any, Any], made_ready: Callable[..., object]) -> None:
    """The task's own row waits again; a task written by another release may not fit."""
    given = failed.args_kwargs
    try:
        signature(made_ready).bind(*given["args"], **given["kwargs"])
    except TypeError:
        said = "Это задание записала другая версия программы, повторить его нельзя. Уберите его и начните дело заново."
        raise RuleBroken("other_release", said) from None
    made_ready(*given["args"], **given["kwargs"])


def _rule(path: str) -> tuple[str, Callable[..., object] | None]:
    """Why the function may never be done again, and what makes its row wait again (`base.lost_tasks.done_again`)."""
    try:
        function = import_string(path).func
    except (ImportError, AttributeError):
        return "В этой версии программы такого задания нет.", None
    return getattr(function, "lost", ("", None))
