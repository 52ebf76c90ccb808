"""Files of a folder and of an SFTP server: taken once, moved away, rejected rows beside; nothing said to strangers."""

import os
import time
from datetime import time as clock
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from tests.registers.conftest import MakeSource, lay, line
from tests.registers.sftp_server import SftpServer

from otklik.intake.models import FeedbackItem, ImportRun, OuterState
from otklik.registers.actions.take_files import queue_due_sources, take_from_source
from otklik.registers.due import is_due
from otklik.registers.models import RegisterSource, SourceFile
from otklik.registers.places.contract import PlaceSettings
from otklik.registers.places.sftp import fingerprint

pytestmark = pytest.mark.django_db


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_file_is_taken_once_and_moved_away(root: Path, source_of: MakeSource) -> None:
    source = source_of()
    lay(root, "октябрь.csv", line(1), line(2))
    lay(root, "заметки.txt", "не таблица")
    assert take_from_source(source.pk) == 1
    assert FeedbackItem.objects.filter(channel__slug="pos").count() == 2
    assert (names(root), names(root / "принято")) == (["заметки.txt", "принято"], ["октябрь.csv"])
    lay(root, "октябрь.csv", line(1), line(2))
    assert take_from_source(source.pk) == 0
    assert names(root / "принято") == ["октябрь (2).csv", "октябрь.csv"]
    assert (ImportRun.objects.count(), SourceFile.objects.get().state) == (1, "accepted")
    source.refresh_from_db()
    assert (source.layout["encoding"], source.layout["separator"], source.busy_since) == ("cp1251", ";", None)


def test_rejected_rows_lie_beside_their_file(root: Path, source_of: MakeSource) -> None:
    source = source_of()
    lay(root, "октябрь.csv", line(1), line(2).replace("02.10.2025", "32.10.2025"))
    (root / "не таблица.csv").write_bytes(b"%PDF-1.7 ")
    os.utime(root / "не таблица.csv", (time.time() - 60, time.time() - 60))
    take_from_source(source.pk)
    assert names(root / "с ошибками") == [
        "не таблица-не принят.txt", "не таблица.csv", "октябрь-отклонено.csv", "октябрь.csv",
    ]  # fmt: skip
    assert "32.10.2025" in (root / "с ошибками" / "октябрь-отклонено.csv").read_text("utf-8-sig")
    assert FeedbackItem.objects.count() == 1
    assert {one.state for one in SourceFile.objects.all()} == {"with_errors"}


def test_a_file_still_being_written_waits(root: Path, source_of: MakeSource) -> None:
    source = source_of()
    os.utime(lay(root, "октябрь.csv", line(1)))
    assert take_from_source(source.pk) == 0
    assert names(root) == ["октябрь.csv"]


def test_a_later_file_tells_of_a_change(root: Path, source_of: MakeSource) -> None:
    source = source_of()
    mapping = "Результат рассмотрения"
    header = "Номер;Дата создания;Текст сообщения;Результат рассмотрения;Ответ;Дата ответа\r\n"
    lay(root, "1.csv", "П-1;01.10.2025;Яма;В работе;;", header=header)
    take_from_source(source.pk)
    lay(root, "2.csv", "П-1;01.10.2025;Яма;Решено;Засыпана;05.10.2025", header=header)
    take_from_source(source.pk)
    assert (FeedbackItem.objects.get().status, OuterState.objects.get().word) == ("answered", "Решено"), mapping
    assert ImportRun.objects.latest("pk").changed == 1


def test_what_cannot_be_reached_is_told_and_asked_less_often(root: Path, source_of: MakeSource) -> None:
    source = source_of(settings=PlaceSettings(folder="нет такой"))
    take_from_source(source.pk)
    source.refresh_from_db()
    assert "нет такой" in source.last_error
    assert source.failure_count == 1
    assert not is_due(source, timezone.now() + timedelta(minutes=90))
    assert is_due(source, timezone.now() + timedelta(minutes=125))


def test_a_folder_outside_its_root_is_refused(root: Path, source_of: MakeSource) -> None:
    source = source_of(settings=PlaceSettings(folder="../gatchina"))
    take_from_source(source.pk)
    source.refresh_from_db()
    assert "внутри" in source.last_error


def test_a_daily_source_is_due_once_after_its_hour(source_of: MakeSource) -> None:
    source = source_of(every_minutes=1440, at=clock(6, 0))
    assert queue_due_sources() == 1
    assert queue_due_sources() == 0
    local = timezone.localtime()
    source.looked_at = local.replace(hour=5, minute=0) - timedelta(days=1)
    assert is_due(source, local.replace(hour=6, minute=1))
    source.looked_at = local.replace(hour=6, minute=2)
    assert not is_due(source, local.replace(hour=23, minute=0))
    assert RegisterSource.objects.get().looked_at is not None


def test_sftp_with_a_pinned_key(sftp: SftpServer, tmp_path: Path, source_of: MakeSource) -> None:
    given = {"folder": "/out", "host": "127.0.0.1", "port": sftp.port, "user": "otklik"}
    key = fingerprint(sftp.key.asbytes())
    source = source_of(place="sftp", settings=PlaceSettings(**given, password=sftp.password, host_key=key))
    lay(tmp_path / "sftp" / "out", "октябрь.csv", line(1), line(2).replace("02.10", "42.10"))
    taken = take_from_source(source.pk)
    source.refresh_from_db()
    assert (taken, source.last_error) == (1, "")
    assert names(tmp_path / "sftp" / "out" / "с ошибками") == ["октябрь-отклонено.csv", "октябрь.csv"]
    source.refresh_from_db()
    assert source.last_error == ""
    assert sftp.password not in source.sealed_settings


@pytest.mark.parametrize("key", ["", "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_another_key_hears_no_name_and_no_password(sftp: SftpServer, source_of: MakeSource, key: str) -> None:
    given = {"folder": "/out", "host": "127.0.0.1", "port": sftp.port, "user": "otklik"}
    source = source_of(place="sftp", settings=PlaceSettings(**given, password=sftp.password, host_key=key))
    take_from_source(source.pk)
    source.refresh_from_db()
    assert fingerprint(sftp.key.asbytes()) in source.last_error
    assert sftp.seen == []


def test_sftp_with_an_own_key(sftp: SftpServer, tmp_path: Path, source_of: MakeSource) -> None:
    sftp.user_key.write_private_key_file(str(tmp_path / "key"))
    given = {"folder": "/out", "host": "127.0.0.1", "port": sftp.port, "user": "otklik"}
    private = (tmp_path / "key").read_text()
    key = fingerprint(sftp.key.asbytes())
    source = source_of(place="sftp", settings=PlaceSettings(**given, private_key=private, host_key=key))
    lay(tmp_path / "sftp" / "out", "октябрь.csv", line(1))
    assert take_from_source(source.pk) == 1
    wrong = source_of(title="Чужой", place="sftp", settings=PlaceSettings(**given, password="не тот", host_key=key))
    take_from_source(wrong.pk)
    wrong.refresh_from_db()
    assert "не принял" in wrong.last_error


def test_a_fault_of_ours_is_told_too(root: Path, source_of: MakeSource, monkeypatch: pytest.MonkeyPatch) -> None:
    source = source_of()
    lay(root, "октябрь.csv", line(1))
    monkeypatch.setattr("otklik.registers.actions.take_files._take", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        take_from_source(source.pk)
    source.refresh_from_db()
    assert "ошибки системы" in source.last_error
    assert (source.failure_count, source.busy_since) == (1, None)
