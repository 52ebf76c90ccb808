"""The scanner's folder: whole plain files of its own are given, everything else is not."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from otklik.base import scan_folder
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.files import open_file
from otklik.base.scan_folder import forget_scan, make_folder, take_scan, waiting_scans

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
Put = Callable[..., Path]
#: Seconds; a busy machine takes its time between two lines of a test.
SETTLED = 45


@pytest.fixture
def put(tmp_path: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Lay a file into the folder of an administration, as old as asked."""
    settings.SCANS_DIR = str(tmp_path / "scans")
    monkeypatch.setattr(scan_folder, "SETTLED_SECONDS", SETTLED)

    def laid(name: str, content: bytes = PDF, *, age: float = 100, of: str = "murashi") -> Path:
        make_folder(of)
        path = tmp_path / "scans" / of / name
        path.write_bytes(content)
        at = time.time() - age
        os.utime(path, (at, at))
        return path

    return laid


def token(name: str, slug: str = "murashi") -> str:
    return next(scan.token for scan in waiting_scans(slug) if scan.name == name)


def refused(visitor: Actor, token: str) -> str:
    with pytest.raises(RuleBroken) as refusal:
        take_scan(visitor.administration_id, "murashi", token)
    return refusal.value.code


def test_an_absent_folder_is_empty(put: Put) -> None:
    assert waiting_scans("murashi") == []


def test_the_newest_file_stands_first_with_its_size(put: Put) -> None:
    put("старый.pdf", age=500)
    put("новый.pdf", PDF + b" ", age=90)
    put("чужой.pdf", of="biysk")
    assert [(scan.name, scan.size) for scan in waiting_scans("murashi")] == [
        ("новый.pdf", len(PDF) + 1),
        ("старый.pdf", len(PDF)),
    ]


def test_a_scan_is_stored_and_leaves_the_folder_afterwards(put: Put, visitor: Actor) -> None:
    path = put("скан «письма».pdf")
    stored, name = take_scan(visitor.administration_id, "murashi", token(path.name))
    assert (stored.name, name) == (path.name, path.name)
    with open_file(stored) as stream:
        assert stream.read() == PDF
    assert path.exists()
    forget_scan("murashi", name)
    forget_scan("murashi", name)
    assert not path.exists()


def test_a_growing_file_is_shown_and_not_given(put: Put, visitor: Actor) -> None:
    put("растёт.pdf", age=0)
    (scan,) = waiting_scans("murashi")
    assert "ещё записывается" in scan.problem
    assert refused(visitor, scan.token) == "scan_problem"
    put("растёт.pdf", PDF[:-7], age=SETTLED + 1)
    assert refused(visitor, token("растёт.pdf")) == "scan_growing"


@pytest.mark.parametrize(("name", "content"), [("вирус.exe", b"MZ"), ("пусто.pdf", b"")])
def test_a_bad_file_is_shown_with_the_reason(put: Put, visitor: Actor, name: str, content: bytes) -> None:
    put(name, content)
    (scan,) = waiting_scans("murashi")
    assert scan.problem
    assert refused(visitor, scan.token) == "scan_problem"


def test_a_wrong_content_is_refused(put: Put, visitor: Actor) -> None:
    put("скан.jpg", b"<html>")
    assert refused(visitor, token("скан.jpg")) == "file_type"


def test_links_folders_and_hidden_files_are_not_seen(put: Put, visitor: Actor, tmp_path: Path) -> None:
    put(".hidden.pdf")
    put("~lock.pdf")
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(PDF)
    folder = tmp_path / "scans" / "murashi"
    (folder / "link.pdf").symlink_to(secret)
    (folder / "inner.pdf").mkdir()
    os.mkfifo(folder / "pipe.pdf")
    assert waiting_scans("murashi") == []
    facts = secret.stat()
    for name in ("link.pdf", "../../secret.pdf", "/etc/passwd", "inner.pdf", "pipe.pdf", "", ".hidden.pdf", "a\0b"):
        assert refused(visitor, f"{facts.st_mtime_ns}-{facts.st_size}:{name}") == "scan_gone"


def test_a_folder_that_is_a_link_is_not_opened(put: Put, tmp_path: Path) -> None:
    put("скан.pdf")
    (tmp_path / "scans" / "biysk").symlink_to(tmp_path / "scans" / "murashi")
    assert waiting_scans("biysk") == []


def test_another_file_under_the_same_name_is_not_taken_for_the_first(put: Put, visitor: Actor) -> None:
    put("scan.pdf")
    first = token("scan.pdf")
    put("scan.pdf", PDF + b" ", age=60)
    assert refused(visitor, first) == "scan_changed"


def test_a_scan_over_the_limit_is_not_read(put: Put, visitor: Actor, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 10
    put("большой.pdf")
    (scan,) = waiting_scans("murashi")
    assert "больше" in scan.problem
