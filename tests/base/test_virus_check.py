"""The antivirus is asked about each file: infected ones are refused or given to nobody."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from tests.clamd_server import EICAR, LARGEST, LOOKED_AT

from otklik.base import virus_check, virus_recheck
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import open_file, store_file
from otklik.base.models import AuditEntry, StoredFile
from otklik.base.source_files import source_kept
from otklik.base.virus_check import VirusCheck, verdict_on
from otklik.base.virus_recheck import check_all_files, check_waiting_files, waiting_files
from otklik.config import environment

NOBODY = "unix:///nonexistent/clamd.ctl"
SUSPECT = b"Letter " + EICAR


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(virus_check, "PAUSE", 0.0)
    yield
    virus_check._Silence.until = 0.0


@pytest.fixture
def with_clamd(settings: Any, clamd: str) -> None:
    settings.CLAMD = clamd


def packed(content: bytes) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        archive.writestr("letter.txt", content)
    return whole.getvalue()


def test_without_an_antivirus_nothing_is_asked() -> None:
    assert verdict_on(EICAR).state == VirusCheck.NOT_ASKED


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (b"A letter.", VirusCheck.CLEAN),
        (SUSPECT, VirusCheck.INFECTED),
        (packed(EICAR), VirusCheck.INFECTED),
        (b"x" * (LOOKED_AT + 10_000), VirusCheck.IMPOSSIBLE),
        (b"x" * (LARGEST + 10_000), VirusCheck.IMPOSSIBLE),
        (b"x" * (LARGEST * 6), VirusCheck.IMPOSSIBLE),
    ],
    ids=["clean", "infected", "packed", "not looked at", "too long", "broken off"],
)
def test_what_clamd_says(with_clamd: None, content: bytes, state: VirusCheck) -> None:
    assert verdict_on(content).state == state
    assert "ClamAV" in virus_check.version()


def test_a_silent_antivirus_is_left_alone_for_a_while(
    settings: Any, clamd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virus_check, "PAUSE", 60.0)
    settings.CLAMD = NOBODY
    assert verdict_on(EICAR).state == VirusCheck.WAITING
    settings.CLAMD = clamd
    assert verdict_on(EICAR).state == VirusCheck.WAITING
    virus_check._Silence.until = 0.0
    assert verdict_on(EICAR).state == VirusCheck.INFECTED


@pytest.mark.django_db(transaction=True)
def test_an_infected_upload_is_refused_with_its_name(with_clamd: None) -> None:
    with pytest.raises(RuleBroken, match=r"«жалоба\.txt» не принят: антивирус") as refused:
        store_file(1, BytesIO(SUSPECT), "жалоба.txt")
    assert refused.value.code == "file_virus"
    assert not StoredFile.objects.exists()
    assert store_file(1, BytesIO(b"A letter."), "a.txt").virus_check == VirusCheck.CLEAN


@pytest.mark.django_db(transaction=True)
def test_a_register_of_another_system_is_asked_about_too(with_clamd: None) -> None:
    """Also one that a folder or a server brings by the clock: all of them are kept by `source_kept`."""
    with (
        pytest.raises(RuleBroken, match=r"«register\.csv» не принят: антивирус"),
        source_kept(1, "imports", [b"Letter ", EICAR], "register.csv", most_bytes=1000, advice=""),
    ):
        pass
    assert not any(path.is_file() for path in Path(settings.FILE_COPIES_DIR).rglob("register.csv"))
    with source_kept(1, "imports", [b"a;b\n1;2\n"], "register.csv", most_bytes=1000, advice="") as source:
        pass
    assert source.store().virus_check == VirusCheck.CLEAN


@pytest.mark.django_db(transaction=True)
def test_an_infected_file_that_must_be_kept_is_given_to_nobody(with_clamd: None) -> None:
    stored = store_file(1, BytesIO(SUSPECT), "a.txt", keeps_dangerous=True)
    assert (stored.virus_check, stored.virus_found) == (VirusCheck.INFECTED, "Otklik.Eicar.UNOFFICIAL")
    with pytest.raises(NotFound, match="карантин"):
        open_file(stored)


@pytest.mark.django_db(transaction=True)
def test_what_came_while_the_antivirus_was_silent_is_checked_later(settings: Any, clamd: str) -> None:
    settings.CLAMD = NOBODY
    bad = store_file(1, BytesIO(SUSPECT), "a.txt")
    good = store_file(1, BytesIO(b"A letter."), "b.txt")
    assert (waiting_files()[0], check_waiting_files()) == (2, 0)
    assert bad.check_label == "ещё не проверен антивирусом"
    settings.CLAMD = clamd
    assert check_waiting_files() == 2
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.is_quarantined, good.is_quarantined, good.check_label) == (True, False, "")
    entry = AuditEntry.objects.get(verb="quarantine_file")
    assert entry.target == f"base.storedfile:{bad.pk}"
    with pytest.raises(NotFound):
        open_file(bad)


@pytest.mark.django_db
def test_a_file_that_the_antivirus_cannot_finish_does_not_hold_up_the_rest(
    settings: Any, unfinished: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CLAMD = unfinished
    slow, good = (store_file(1, BytesIO(content), "a.txt") for content in (b"slow", b"A letter."))
    monkeypatch.setattr(virus_check, "LONG_PATIENCE", 0.2)
    monkeypatch.setattr(virus_recheck, "LONGEST_PASS", 0)
    assert [check_waiting_files() for _ in range(3)] == [1, 1, 0]
    assert StoredFile.objects.get(pk=slow.pk).virus_found == "антивирус не успел его проверить"
    assert StoredFile.objects.get(pk=good.pk).virus_check == VirusCheck.CLEAN


@pytest.mark.django_db
def test_files_wait_for_a_store_that_does_not_answer(settings: Any, with_clamd: None, tmp_path: Path) -> None:
    store_file(1, BytesIO(b"A letter."), "a.txt")
    settings.MEDIA_ROOT, folder = tmp_path / "file", settings.MEDIA_ROOT
    settings.MEDIA_ROOT.write_text("no folder", encoding="utf-8")
    assert check_waiting_files() == 0
    settings.MEDIA_ROOT = folder
    assert check_waiting_files() == 1


@pytest.mark.django_db
def test_inside_a_transaction_the_file_waits_so_that_no_lock_is_held(with_clamd: None) -> None:
    assert store_file(1, BytesIO(SUSPECT), "a.txt").virus_check == VirusCheck.WAITING


@pytest.mark.django_db(transaction=True)
def test_all_files_are_asked_about_when_the_antivirus_is_connected_later(settings: Any, clamd: str) -> None:
    kept = [store_file(1, BytesIO(content), "a.txt") for content in (SUSPECT, b"A letter.")]
    settings.CLAMD = clamd
    assert [(file.pk, verdict.state) for file, verdict in check_all_files()] == [
        (kept[0].pk, VirusCheck.INFECTED),
        (kept[1].pk, VirusCheck.CLEAN),
    ]


@pytest.mark.parametrize("given", ["clamd", "unix://path", "http://host:3310", "tcp://host:port"])
def test_an_address_of_another_form_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_CLAMD", given)
    with pytest.raises(ValueError, match="OTKLIK_CLAMD"):
        environment.clamd()
