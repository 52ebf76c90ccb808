"""The periodic jobs: all of them run, and one that fails does not hold up the others."""

import pytest

from otklik.cli import periodic


@pytest.mark.parametrize("job", periodic.JOBS, ids=lambda job: job.place)
def test_each_job_exists(job: periodic.Job) -> None:
    assert callable(job.function())


@pytest.mark.django_db
def test_a_failing_job_is_told_and_the_next_ones_run(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = periodic.Job("otklik.base.sessions:no_such_job")
    counting = periodic.Job("tests.cli.test_periodic:three", "Сделано")
    monkeypatch.setattr(periodic, "JOBS", (absent, counting))
    assert list(periodic.run_jobs()) == [
        "Не удалось: otklik.base.sessions:no_such_job, причина в журнале программы.",
        "Сделано: 3",
    ]


def three() -> int:
    return 3
