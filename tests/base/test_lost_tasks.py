"""A task whose worker died is done by another, or ended with a clear word; never left, never taken from the living."""

import os
import pkgutil
import subprocess
import sys
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

import otklik
from otklik.accounts.models import User
from otklik.base.live_workers import DEAD_AFTER, bury_dead_workers, live_workers, node_id, process_id
from otklik.base.lost_tasks import MOST_ATTEMPTS, done_again, give_back_stopped, settle_lost_tasks
from otklik.base.models import LiveWorker
from otklik.intake.models import ImportRun
from otklik.intake.tasks import run_import

pytestmark = pytest.mark.django_db


@task()
@done_again()
def repeatable() -> None:
    """Nothing."""


@task()
def silent_of_it() -> None:
    """Nothing."""


@task()
@done_again(unless="Письма уже могли уйти: посмотрите журнал отправки.")
def never_again() -> None:
    """Nothing."""


def claimed(enqueued: Any, *workers: str) -> DBTaskResult:
    row = DBTaskResult.objects.get(pk=enqueued.id)
    for worker in workers:
        row.claim(worker)
    return row


def alive(worker_id: str, **other: Any) -> None:
    told = {"node": node_id(), "process": process_id(os.getpid()), "queues": "default"} | other
    LiveWorker.objects.create(worker_id=worker_id, **told)


def dead_process() -> str:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    told = process_id(child.pid)
    child.kill()
    child.wait()
    assert told
    return told


def test_a_dead_workers_task_is_given_back_at_once_on_its_own_machine() -> None:
    alive("w1", process=dead_process())
    row = claimed(repeatable.enqueue(), "w1")
    assert settle_lost_tasks() == 1
    row.refresh_from_db()
    assert (row.status, row.started_at) == (TaskResultStatus.READY, None)
    assert not LiveWorker.objects.exists()
    assert settle_lost_tasks() == 0


def test_a_living_workers_task_is_left() -> None:
    alive("w1", seen_at=timezone.now() - 2 * DEAD_AFTER)  # it could not write, but its process runs here
    row = claimed(repeatable.enqueue(), "w1")
    assert settle_lost_tasks() == 0
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


def test_a_number_of_a_process_that_came_again_is_another_process() -> None:
    alive("w1", process=f"{os.getpid()}.1")
    claimed(repeatable.enqueue(), "w1")
    assert settle_lost_tasks() == 1


def test_a_worker_of_another_machine_is_dead_after_its_silence() -> None:
    alive("far", node="other", seen_at=timezone.now() - DEAD_AFTER + timedelta(seconds=30))
    alive("gone", node="other", seen_at=timezone.now() - DEAD_AFTER - timedelta(seconds=30))
    kept, lost = claimed(repeatable.enqueue(), "far"), claimed(repeatable.enqueue(), "gone")
    assert [one.worker_id for one in live_workers()] == ["far"]
    assert settle_lost_tasks() == 1
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.status, lost.status) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)


def test_what_may_not_be_done_again_is_ended_with_its_word() -> None:
    rows = [claimed(one.enqueue(), "gone") for one in (silent_of_it, never_again)]
    assert settle_lost_tasks() == 2
    for row, said in zip(rows, ("запустите его ещё раз", "посмотрите журнал отправки"), strict=True):
        row.refresh_from_db()
        assert row.status == TaskResultStatus.FAILED
        assert said in row.traceback


def test_a_task_that_outlives_its_workers_is_ended() -> None:
    row = claimed(repeatable.enqueue(), *(f"w{number}" for number in range(MOST_ATTEMPTS)))
    assert settle_lost_tasks() == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert "3 раза подряд" in row.traceback


def test_a_task_stopped_by_the_second_signal_is_given_back() -> None:
    row = claimed(repeatable.enqueue(), "w1")
    row.set_failed(SystemExit(1))
    give_back_stopped(row)
    row.refresh_from_db()
    assert (row.status, row.traceback) == (TaskResultStatus.READY, "")
    row.set_failed(ValueError("own fault"))
    give_back_stopped(row)
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED


def test_the_run_of_a_lost_import_waits_again(staff: Any) -> None:
    person: User = staff("registrar")
    run = ImportRun.objects.create(
        administration_id=person.administration_id, file_name="a.csv", state=ImportRun.State.RUNNING, started_by=person
    )
    claimed(run_import.enqueue(run.pk), "gone")
    settle_lost_tasks()
    run.refresh_from_db()
    assert run.state == ImportRun.State.WAITING


def test_every_task_says_whether_it_may_be_done_again() -> None:
    modules = [one.name for one in pkgutil.walk_packages(otklik.__path__, "otklik.") if one.name.endswith(".tasks")]
    tasks = [one for name in modules for one in vars(import_module(name)).values() if isinstance(one, Task)]
    assert len(tasks) > 10
    assert [one.name for one in tasks if not hasattr(one.func, "lost")] == []


def test_workers_are_known_where_proc_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = dead_process().partition(".")[0]
    alive("before", process=process_id(os.getpid()))
    monkeypatch.setattr("otklik.base.live_workers.PROC", Path("/nowhere"))
    alive("here", process=process_id(os.getpid()))
    alive("gone", process=dead)
    alive("nameless", process="")
    bury_dead_workers()
    assert {one.worker_id for one in live_workers()} == {"before", "here"}
