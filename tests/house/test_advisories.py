"""Known weaknesses are found in a stored database; every package that Otklik runs on has its licence told."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from audit.advisories import weaknesses
from audit.licences import PAPER
from audit.pins import ROOT, pins

#: Licences that a product under Apache-2.0 may not be joined with; the lesser ones may be used as they are.
ALIEN = ("GPL-2.0", "GPL-3.0", "AGPL")


def advisory(name: str, *events: dict[str, str], versions: tuple[str, ...] = (), **more: object) -> dict[str, object]:
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}] if events else []
    affected = {"package": {"ecosystem": "PyPI", "name": name}, "ranges": ranges, "versions": list(versions)}
    return {"id": f"TEST-{name}", "summary": "Беда", "affected": [affected], **more}


@pytest.mark.parametrize(
    ("told", "is_hit"),
    [
        (advisory("Some_Package", {"introduced": "0"}, {"fixed": "1.5"}), True),
        (advisory("some-package", {"introduced": "0"}, {"fixed": "1.4.2"}), False),
        (advisory("some-package", {"introduced": "2.0"}), False),
        (advisory("some-package", {"fixed": "1.2"}, {"introduced": "1.4"}, {"introduced": "0"}), True),
        (advisory("some-package", {"introduced": "0"}, {"last_affected": "1.4.2"}), True),
        (advisory("some-package", {"introduced": "0"}, {"last_affected": "1.4.1"}), False),
        (advisory("some-package", versions=("1.4.2",)), True),
        (advisory("some-package", versions=("1.4.2",), withdrawn="2025-01-01T00:00:00Z"), False),
        (advisory("other-package", {"introduced": "0"}), False),
    ],
)
def test_a_weakness_is_found_by_its_versions(tmp_path: Path, told: dict[str, object], *, is_hit: bool) -> None:
    database = tmp_path / "all.zip"
    with ZipFile(database, "w") as archive:
        archive.writestr("one.json", json.dumps(told))
    assert bool(weaknesses(database, {"some-package": "1.4.2"})) is is_hit


def test_the_command_names_what_it_found(tmp_path: Path) -> None:
    database = tmp_path / "all.zip"
    with ZipFile(database, "w") as archive:
        archive.writestr("one.json", json.dumps(advisory("django", {"introduced": "0"}, {"fixed": "99.1"})))
    call = [sys.executable, "-m", "audit"]
    environ = {"AUDIT_DATABASE": str(database), "PATH": "/usr/bin"}
    done = subprocess.run(call, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "TEST-django, исправлено в 99.1" in done.stdout
    absent = {"AUDIT_DATABASE": str(tmp_path / "none.zip"), "PATH": "/usr/bin"}
    assert subprocess.run(call, cwd=ROOT, env=absent, capture_output=True, check=False).returncode == 3


def test_every_package_that_we_run_on_has_its_licence_told() -> None:
    rows = [line.split(" | ") for line in PAPER.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    told = {row[0].removeprefix("| "): row[1].removesuffix(" |") for row in rows[1:]}
    assert set(told) == set(pins("run")), "make licences writes the page anew"
    unknown = {name: licence for name, licence in told.items() if licence == "не названа"}
    alien = {name: licence for name, licence in told.items() if licence.replace("LGPL", "").startswith(ALIEN)}
    assert (unknown, alien) == ({}, {})
