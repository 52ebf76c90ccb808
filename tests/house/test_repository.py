"""What may not stand in a committed file, and what may not be committed at all."""

import os
import re

import pytest
from tests.house.conftest import shown, tracked_files

LARGEST_BYTES = 600_000
BINARY = {".png", ".jpg", ".ico", ".woff2", ".xlsx", ".docx", ".pdf", ".gz", ".zip", ".bz2"}
# Spelled apart, so that this file does not hold what it looks for.
REGISTRY_HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com", "registry.yarn" + "pkg"]
#: Folders of one machine: homes and work trees.
MACHINE_PATH = re.compile(r"(?<![\w./}$-])/(?:home|root|work|Users|tmp/[a-z]+_)/?(?=[\w.-])(?!\w*:)")
FORBIDDEN_NAMES = re.compile(
    r"^(utils?|helpers?|common|manager|managers|data|info|misc|stuff|handle_.*)\.(py|html|js|css)$"
)
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|Not" + r"ImplementedError)\b")


def texts() -> list[tuple[str, str]]:
    """Every tracked text file, by the name that people write."""
    files = [path for path in tracked_files() if path.suffix not in BINARY]
    return [(shown(path), path.read_bytes().decode("utf-8", errors="replace")) for path in files]


@pytest.mark.parametrize("host", REGISTRY_HOSTS)
def test_no_registry_address(host: str) -> None:
    assert not [name for name, text in texts() if host in text]


def test_no_path_of_one_machine() -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in texts()
        for match in MACHINE_PATH.finditer(text)
        if not name.startswith(("deploy/", "docs/admin/")) and name != "tests/house/test_repository.py"
    ]
    assert not found, "\n".join(found)


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{name}: {m.group()}" for name, text in texts() for m in UNFINISHED.finditer(text) if name.startswith("src/")
    ]
    assert not found, "\n".join(found)


def test_no_nameless_files() -> None:
    assert not [shown(path) for path in tracked_files() if FORBIDDEN_NAMES.match(path.name)]


def test_no_big_file() -> None:
    big = [f"{shown(path)}: {path.stat().st_size}" for path in tracked_files() if path.stat().st_size > LARGEST_BYTES]
    assert not big, "\n".join(big)


def test_scripts_may_be_run() -> None:
    scripts = [path for path in tracked_files() if path.read_bytes()[:2] == b"#!"]
    assert scripts
    assert not [shown(path) for path in scripts if not os.access(path, os.X_OK)]
