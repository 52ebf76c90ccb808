"""One process at a time, whoever asks: both databases."""

import pytest

from otklik.base.alone import alone
from otklik.cli import periodic


@pytest.mark.django_db
def test_a_name_is_held_by_one_until_its_end() -> None:
    with alone("one") as first, alone("one") as second, alone("other") as third:
        assert (first, second, third) == (True, False, True)
    with alone("one") as again:
        assert again


@pytest.mark.django_db
def test_what_breaks_off_lets_it_go() -> None:
    with pytest.raises(ValueError, match="broken"), alone("one"):
        raise ValueError("broken")
    with alone("one") as again:
        assert again


@pytest.mark.django_db
def test_the_common_jobs_are_done_by_one_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    place = "tests.cli.test_periodic:three"
    monkeypatch.setattr(
        periodic, "JOBS", (periodic.Job(place, "Общее"), periodic.Job(place, "Своё", is_everywhere=True))
    )
    with alone("tick"):
        assert list(periodic.run_jobs()) == ["Своё: 3"]
    assert list(periodic.run_jobs()) == ["Своё: 3", "Общее: 3"]
