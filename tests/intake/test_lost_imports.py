"""A run whose worker died, or whose sender may no longer load files, does not wait for ever."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from otklik.accounts.models import Appointment
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.intake.actions import queue_import
from otklik.intake.actions.queue_import import SILENCE, end_lost_imports, work_import
from otklik.intake.models import ImportRun
from otklik.intake.tasks import run_import

pytestmark = pytest.mark.django_db


def run_of(owner: Administration, **facts: Any) -> ImportRun:
    return ImportRun.objects.create(administration=owner, file_name="выгрузка.csv", mapping_toml="", **facts)


def test_a_silent_run_is_ended_and_a_working_one_left_alone(administration: Administration) -> None:
    silent = run_of(administration, state="running", touched_at=timezone.now() - SILENCE - timedelta(minutes=1))
    working = run_of(administration, state="running", touched_at=timezone.now() - timedelta(minutes=1))
    waiting = run_of(administration, state="waiting")
    assert end_lost_imports() == 1
    assert end_lost_imports() == 0
    silent.refresh_from_db()
    assert silent.state == "failed"
    assert "отправьте файл снова" in silent.message
    for other in (working, waiting):
        state = other.state
        other.refresh_from_db()
        assert other.state == state


def test_a_run_of_somebody_without_the_right_is_refused_in_words(
    administration: Administration, staff: Callable[..., Any]
) -> None:
    sender = staff("coordinator")
    run = run_of(administration, state="waiting", started_by=sender)
    Appointment.objects.filter(user=sender).update(role="head")
    run_import.func(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "нет права" in run.message


def test_a_run_that_another_worker_took_a_moment_ago_is_left_to_it(
    administration: Administration, actor: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    run, honest = run_of(administration, state="waiting"), queue_import._run

    def meanwhile(*facts: Any) -> ImportRun:
        found = honest(*facts)
        ImportRun.objects.filter(pk=found.pk).update(state="running")
        return found

    monkeypatch.setattr(queue_import, "_run", meanwhile)
    work_import(actor=actor("coordinator"), run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.message) == ("running", "")
