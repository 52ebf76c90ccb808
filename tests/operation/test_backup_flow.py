"""The way of a system administrator: copy, restore elsewhere, an update that fails, one that does not.

Commands run as processes of their own with their own data folders. A copy of SQLite is brought back to the database
that the suite runs on, so both engines are tried.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from otklik.operation.backup.sealing import new_identity

ROOT = Path(__file__).resolve().parents[2]
URL = os.environ.get("DATABASE_URL", "")


class Node:
    """A data folder, and commands in it."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        inherited = {name: said for name, said in os.environ.items() if not name.startswith(("OTKLIK_", "DATABASE_"))}
        own = {
            "OTKLIK_DATA_DIR": str(folder),
            "OTKLIK_PORT": "8249",
            "DJANGO_SETTINGS_MODULE": "otklik.config.settings",
        }
        self.environment = inherited | own | {"PYTHONPATH": str(ROOT)} | settings

    def run(self, *command: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *command],
            env=self.environment | settings,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def otklik(self, *command: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        return self.run("-m", "otklik.cli", *command, **settings)


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("keys") / "secret.key"
    path.write_text(f"{new_identity()}\n")
    return path


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, secret: Path) -> Node:
    from otklik.operation.backup.sealing import identity_from

    public = str(identity_from(secret).to_public())
    node = Node(tmp_path_factory.mktemp("first"), OTKLIK_BACKUP_KEY=public)
    made = node.run("-m", "tests.operation.small_installation")
    assert made.returncode == 0, made.stderr
    assert "Прочитана обратно и сверена" in made.stdout
    return node


@pytest.fixture(scope="module")
def copy(first: Node) -> Path:
    (path,) = (first.folder / "backups").glob("otklik-*-night.otklik")
    return path


@pytest.fixture(scope="module")
def empty_place(tmp_path_factory: pytest.TempPathFactory, first: Node) -> Iterator[Node]:
    """Another machine: nothing but an empty database of the kind that the suite runs on."""
    folder = tmp_path_factory.mktemp("second")
    keys = {"OTKLIK_BACKUP_KEY": first.environment["OTKLIK_BACKUP_KEY"]}
    if not URL:
        yield Node(folder, **keys)
        return
    name = f"otklik_restored_{os.getpid()}"
    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield Node(folder, DATABASE_URL=urlunsplit(urlsplit(URL)._replace(path=f"/{name}")), **keys)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_copy_restore_and_updates(first: Node, copy: Path, empty_place: Node, secret: Path) -> None:
    """One test, as each step stands on the one before and every process takes three seconds to begin."""
    second = empty_place
    assert b"murashi" not in copy.read_bytes(), "the copy can be read without the key"
    assert copy.stat().st_mode & 0o077 == 0

    restored = second.otklik("restore", str(copy), "--key-file", str(secret))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "Проверка пройдена" in restored.stdout
    assert "каждая таблица сверена" in restored.stdout
    assert (second.folder / "secret.key").read_text() == (first.folder / "secret.key").read_text()
    (kept,) = [path for path in (second.folder / "files").rglob("*") if path.is_file()]
    assert kept.read_bytes() == "Яма на Лесной.\n".encode() * 400

    updates = second.run("-m", "tests.operation.two_updates", DJANGO_SETTINGS_MODULE="tests.operation.later_settings")
    assert updates.returncode == 0, updates.stdout + updates.stderr
    assert "строка 17 не подходит" in updates.stderr
    assert "upgrade_failed" not in updates.stderr  # a line of the journal is nothing for the person at the terminal
    assert "upgrade_failed" in (second.folder / "upgrade.log").read_text()
    assert str(second.folder / "upgrade.log") in updates.stderr
    assert not list(second.folder.glob("*.before-upgrade*"))
    looked, failed, done = updates.stdout.split("---\n")
    assert "Предстоит шагов: 1." in looked
    assert "Ничего не изменено" in looked
    assert failed.endswith("code 5, file письмо.txt\n"), failed
    assert "проверка пройдена" in done
    assert done.endswith("code 0, file changed\n"), done
