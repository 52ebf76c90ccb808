"""One store of files, two kinds: a folder, and a bucket of a real S3-compatible server that the tests start."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.s3_server import S3Server

from otklik.base import file_store as stores
from otklik.base.bucket_store import BucketStore
from otklik.base.file_store import FileStore, FolderStore, forget_copies
from otklik.base.files import file_path, forget_bytes, open_file, store_file, verify_files
from otklik.base.secret_sources import SettingRefused
from otklik.catalog.models import Administration
from otklik.config import attachments

PLACE = "7/ab/abcdef"


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> FileStore:
    if request.param == "folder":
        return FolderStore(tmp_path / "files")
    server: S3Server = request.getfixturevalue("s3_server")
    return BucketStore(server.options(server.bucket()), tmp_path / "copies")


def read(store: FileStore, place: str) -> bytes:
    with store.open(place) as stream:
        return stream.read()


def test_bytes_come_back_as_they_were(store: FileStore, tmp_path: Path) -> None:
    content = os.urandom(300_000)
    assert not store.exists(PLACE)
    store.put(PLACE, io.BytesIO(content))
    assert store.exists(PLACE)
    assert store.size(PLACE) == len(content)
    assert read(store, PLACE) == content
    assert store.path(PLACE).read_bytes() == content
    made = tmp_path / "own" / "письма.csv"
    made.parent.mkdir()
    made.write_bytes(b"1;2")
    store.take("7/imports/x/письма.csv", made)
    assert not made.exists()
    assert store.path("7/imports/x/письма.csv").suffix == ".csv"
    assert read(store, "7/imports/x/письма.csv") == b"1;2"
    assert sorted(store.places()) == [PLACE, "7/imports/x/письма.csv"]
    assert store.trouble() == ""


def test_a_stream_that_cannot_go_back_is_kept(store: FileStore) -> None:
    class Forward(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError("no way back")

    store.put(PLACE, Forward(b"from a copy"))
    assert read(store, PLACE) == b"from a copy"


def test_what_is_erased_is_gone_here_too(store: FileStore) -> None:
    store.put(PLACE, io.BytesIO(b"old"))
    copy = store.path(PLACE)
    store.remove(PLACE)
    store.remove(PLACE)
    assert not store.exists(PLACE)
    assert not copy.exists()
    for ask in (lambda: read(store, PLACE), lambda: store.size(PLACE)):
        with pytest.raises(FileNotFoundError):
            ask()


def test_a_stream_that_breaks_leaves_nothing(store: FileStore) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:  # noqa: ARG002 - the signature of the base
            raise OSError("line is gone")

    with pytest.raises(OSError, match="gone"):
        store.put(PLACE, Broken(b"x"))
    assert list(store.places()) == []


def test_a_server_that_is_away_is_told_in_russian(s3_server: S3Server, tmp_path: Path) -> None:
    away = BucketStore(s3_server.options("no-such-bucket"), tmp_path)
    assert "NoSuchBucket" in away.trouble() or "404" in away.trouble()
    silent = BucketStore({**s3_server.options("x"), "endpoint_url": "http://127.0.0.1:1"}, tmp_path)
    assert "OTKLIK_FILES_URL" in silent.trouble()
    with pytest.raises(OSError, match="не отвечает"):
        silent.open(PLACE)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file in place of the folder")
    assert "смонтирована" in FolderStore(tmp_path / "files").trouble()


@pytest.mark.django_db
def test_attachments_lie_in_the_bucket(
    s3_server: S3Server, settings: Any, tmp_path: Path, administration: Administration, shared: None
) -> None:
    settings.FILES_BUCKET, settings.FILE_COPIES_DIR = s3_server.options(s3_server.bucket()), tmp_path / "copies"
    settings.MEDIA_ROOT = tmp_path / "nothing-here"
    stored = store_file(administration.pk, io.BytesIO(b"%PDF-1.7 text"), "a.pdf")
    with open_file(stored) as stream:
        assert stream.read() == b"%PDF-1.7 text"
    assert file_path(stored).read_bytes() == b"%PDF-1.7 text"
    assert list(verify_files()) == []
    place = stored.path
    stored.delete()
    forget_bytes(place)
    assert not stores.file_store().exists(place)
    assert not Path(settings.MEDIA_ROOT).exists()


@pytest.fixture
def shared() -> Iterator[None]:
    """The store of the settings is made anew before and after."""
    stores._bucket.cache_clear()
    yield
    stores._bucket.cache_clear()


def test_copies_nobody_asks_for_go(settings: Any, tmp_path: Path) -> None:
    settings.FILE_COPIES_DIR = tmp_path
    for name, age in (("old", stores.COPY_STAYS_SECONDS + 60), ("new", 60)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text("1")
        for path in (tmp_path / name / "a.csv", tmp_path / name):
            os.utime(path, (path.stat().st_atime, path.stat().st_mtime - age))
    assert forget_copies() == 1
    assert [one.name for one in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("wrong", ["ftp://x/y", "/srv/files", "file://host/x", "file:///", "s3://h/b", "s3://k:s@h"])
def test_a_wrong_address_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_FILES_URL", wrong)
    with pytest.raises(SettingRefused, match="OTKLIK_FILES_URL"):
        attachments.files_bucket() or attachments.files_folder()


def test_an_address_names_a_folder_or_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTKLIK_FILES_URL", "file:///srv/otklik%20files")
    assert attachments.files_folder() == Path("/srv/otklik files")
    assert attachments.files_bucket() == {}
    monkeypatch.setenv("OTKLIK_FILES_URL", "s3://k%2F1:s%40@minio:9000/otklik/files?tls=0&region=ru-1")
    found = attachments.files_bucket()
    assert (found["endpoint_url"], found["bucket_name"], found["location"]) == ("http://minio:9000", "otklik", "files")
    assert (found["access_key"], found["secret_key"], found["region_name"]) == ("k/1", "s@", "ru-1")
