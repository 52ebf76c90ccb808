"""Who keeps the node; failed tasks given back; what the node erases by its terms, with acts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry, AuditSeal
from otklik.operation.actions.clean_node import clean_node
from otklik.operation.actions.repeat_task import dismiss_task, repeat_task
from otklik.operation.clock import ClockPass
from otklik.operation.keepers import keeper_of, make_keeper
from otklik.operation.models import CleaningAct, Observation
from otklik.operation.state import node_state
from otklik.operation.state.parts import CLOCK
from otklik.operation.task_board import failed_board

pytestmark = pytest.mark.django_db
Hire = Callable[..., User]


@pytest.fixture
def keeper(staff: Hire) -> Actor:
    """The node's keeper as an actor."""
    person = make_keeper(login=staff("administrator").username)
    found = keeper_of(person)
    assert found is not None
    return found


def failed(path: str = "otklik.delivery.tasks.send_waiting", **facts: object) -> DBTaskResult[Any, Any]:
    """A task that failed on a person's name."""
    told = {
        "status": "FAILED",
        "args_kwargs": {"args": [], "kwargs": {}},
        "worker_ids": ["gone"],
        "queue_name": "quick",
        "backend_name": "default",
        "run_after": timezone.now(),
        "finished_at": timezone.now(),
        "exception_class_path": "builtins.ValueError",
        "traceback": 'Traceback\n  File "/opt/x/otklik/core/russian.py", line 7, in plural\nValueError: Иванов Пётр',
    }
    return DBTaskResult.objects.create(task_path=path, **{**told, **facts})


def test_only_the_machines_administrator_makes_keepers_and_one_always_stays(staff: Hire) -> None:
    first, second = staff("administrator"), staff("registrar")
    assert keeper_of(first) is None
    make_keeper(login=first.username)
    with pytest.raises(RuleBroken, match="последний"):
        make_keeper(login=first.username, is_keeper=False)
    make_keeper(login=second.username)
    assert not make_keeper(login=first.username, is_keeper=False).is_node_keeper
    assert make_keeper(login=second.username, email="second@example.ru").email == "second@example.ru"
    with pytest.raises(RuleBroken, match="не адрес"):
        make_keeper(login=second.username, email="second")
    with pytest.raises(RuleBroken, match="Нет человека"):
        make_keeper(login="nobody")


def test_a_keeper_of_no_administration_is_one_too(staff: Hire) -> None:
    person = make_keeper(login=staff().username)
    person.administration = None
    person.save()
    found = keeper_of(person)
    assert found is not None
    assert found.is_node_keeper
    assert found.roles == frozenset()


def test_a_failed_task_is_told_without_peoples_words_and_given_back(keeper: Actor) -> None:
    row = failed()
    [told] = failed_board()
    assert "Иванов" not in told.reason
    assert "(ValueError)" in told.reason
    assert told.place == "otklik/core/russian.py:7"
    assert repeat_task(actor=keeper, task_id=row.pk) == "Отправить письма и сообщения"
    row.refresh_from_db()
    assert (row.status, row.worker_ids, row.traceback) == ("READY", [], "")
    assert DBTaskResult.objects.ready().filter(pk=row.pk).exists()
    with pytest.raises(RuleBroken, match="уже нет"):  # a second click
        repeat_task(actor=keeper, task_id=row.pk)


def test_a_task_of_another_release_is_not_given_back_but_may_be_dismissed(keeper: Actor) -> None:
    row = failed("otklik.gone.tasks.run")
    with pytest.raises(RuleBroken, match="такого задания нет"):
        repeat_task(actor=keeper, task_id=row.pk)
    dismiss_task(actor=keeper, task_id=row.pk)
    assert not DBTaskResult.objects.exists()


def test_strangers_touch_no_task(actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        repeat_task(actor=actor("administrator"), task_id=uuid4())


def test_old_traces_of_tasks_go_with_an_act_and_once_a_day() -> None:
    now = timezone.now()
    failed(finished_at=now - timedelta(days=100))
    young = failed(finished_at=now - timedelta(days=10))
    failed(status="SUCCESSFUL", finished_at=now - timedelta(days=10))
    assert clean_node() == 2
    assert DBTaskResult.objects.get().pk == young.pk
    assert {act.kind: act.count for act in CleaningAct.objects.all()} == {"tasks": 1, "done_tasks": 1}
    assert clean_node() == 0


def test_the_trail_is_cut_by_its_term_and_the_rest_is_still_proved(visitor: Actor, settings: Any) -> None:
    settings.KEEP_AUDIT_YEARS = 3
    for run in range(3):
        audit.record(visitor, "receive", f"item:{run}", "Принято")
        audit.seal_entries(delay=timedelta(0))
    first = AuditSeal.objects.earliest("last_id")
    AuditSeal.objects.filter(pk=first.pk).update(sealed_at=timezone.now() - timedelta(days=1200))
    assert clean_node() == first.entry_count
    [act] = CleaningAct.objects.all()
    assert act.details["digest"] == first.digest
    assert audit.verify_chain() == []
    audit.seal_entries(delay=timedelta(0))
    assert audit.verify_chain() == []
    AuditEntry.objects.order_by("pk").first().delete()  # type: ignore[union-attr]
    assert audit.verify_chain()


def test_the_clock_remembers_which_jobs_fail_and_since_when() -> None:
    passed = ClockPass()
    passed.failed("otklik.x:seal", ValueError("Иванов Пётр, ivanov@example.ru"))
    passed.end()
    kept = Observation.objects.get(slug=CLOCK).content["failing"]["otklik.x:seal"]
    assert "Иванов" not in kept["problem"]
    assert "@" not in kept["problem"]
    assert any(one.slug == "clock" and "seal" in one.said for one in node_state().troubles)
    again = ClockPass()
    again.failed("otklik.x:seal", ValueError())
    again.end()
    assert Observation.objects.get(slug=CLOCK).content["failing"]["otklik.x:seal"]["since"] == kept["since"]
    ClockPass().end()
    assert "clock" not in {one.slug for one in node_state().troubles}
