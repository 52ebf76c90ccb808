"""Bringing a copy back: into an empty place only, all of it or nothing, compared row by row before it counts."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

import psycopg
from django.core.management import call_command
from django.db import DatabaseError
from pyrage.x25519 import Identity

from otklik.base.errors import RuleBroken
from otklik.base.file_store import FileStore
from otklik.operation.backup import schema
from otklik.operation.backup.archive import MANIFEST, facts_in, read_archive, unpacked
from otklik.operation.backup.loading import Loader, loader_of
from otklik.operation.backup.sealing import opened_from
from otklik.operation.backup.shapes import Table, TableDigest, line_of, rows_of
from otklik.operation.backup.snapshots import Snapshot
from otklik.operation.backup.writing import FORMAT, SUMMARY

_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Place:
    """Where a copy is brought to. `is_key_set`: the key is given by a setting, no file of ours decides it."""

    database: Mapping[str, Any]
    store: FileStore
    profiles: Path
    key_file: Path
    secret_key: str
    is_key_set: bool


@dataclass
class Restored:
    """What was brought back."""

    version: str = ""
    made_at: str = ""
    engine: str = ""
    rows: int = 0
    tables: int = 0
    files: int = 0
    file_bytes: int = 0
    is_key_changed: bool = False
    places: list[str] = field(default_factory=list)


def refuse_used(place: Place) -> None:
    """RuleBroken unless nobody's work is there."""
    if schema.is_used() and _mark(place).exists():
        raise RuleBroken(
            "restore_used",
            f"Прошлый возврат оборвался, когда строки уже легли в базу. Если в системе после него не работали, уберите "
            f"базу (SQLite: файл базы; PostgreSQL: удалите её и создайте пустую) и повторите; если работали, уберите "
            f"файл {_mark(place)}.",
        )
    if schema.is_used():
        raise RuleBroken(
            "restore_used",
            "База не пуста: в ней уже есть администрация, люди или обращения. Копия возвращается только на пустое "
            "место. Укажите другую базу (DATABASE_URL) и папку (OTKLIK_DATA_DIR) или уберите эти.",
        )
    if next(iter(place.store.places()), None) is not None and not _mark(place).exists():
        raise RuleBroken(
            "restore_used",
            "В хранилище вложений уже есть файлы. Копия возвращается только на пустое место: "
            "укажите пустую папку или уберите эти файлы.",
        )


def restore(source: IO[bytes], identity: Identity, place: Place, *, keeps_steps: bool = False) -> Restored:
    """Bring the copy back and bring the schema to this program's; RuleBroken or OSError leave the place empty.

    `keeps_steps` leaves the schema as the copy has it: an update that failed returns by it.
    """
    refuse_used(place)
    _mark(place).touch(mode=0o600)
    reading = _Reading(place)
    try:
        with opened_from(source, identity) as opened:
            read_archive(opened, reading.take)
        reading.finish()
        if not keeps_steps:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
        schema.make_word_indexes()
        reading.keep_key()
    except (sqlite3.Error, psycopg.Error, DatabaseError) as wrong:
        reading.undo()
        raise RuleBroken("restore_database", _refused(wrong)) from wrong
    except BaseException:
        reading.undo()
        raise
    _mark(place).unlink()
    return reading.done


def _refused(wrong: Exception) -> str:
    said = str(wrong).strip().partition("\n")[0].rstrip(".")
    reason = "на диске нет места" if "full" in said or "No space left" in said else said
    return f"База не приняла копию: {reason}. Место осталось пустым, как было. Устраните причину и повторите."


def _mark(place: Place) -> Path:
    return place.key_file.with_name("restore.unfinished")


class _Reading:
    """Members of a copy on their way into the place."""

    def __init__(self, place: Place) -> None:
        self._place, self._key = place, ""
        self.done = Restored()
        self._loader: Loader | None = None
        self._tables: dict[str, Table] = {}
        self._sequences: dict[str, int] = {}
        self._summary: dict[str, Any] = {}

    def take(self, name: str, stream: IO[bytes]) -> None:
        """One member."""
        kind, _, rest = name.partition("/")
        if name == MANIFEST:
            self._begin(facts_in(stream.read()))
        elif name == "secret.key":
            self._take_key(stream.read().decode())
        elif name == SUMMARY:
            self._summary = facts_in(stream.read())
        elif kind == "tables":
            self._take_rows(rest.partition("/")[0], unpacked(stream.read()))
        elif kind == "files":
            self._take_file(rest, stream)
        elif kind == "profiles":
            _write(_inside(self._place.profiles, rest), stream)

    def _begin(self, manifest: dict[str, Any]) -> None:
        if manifest["format"] != FORMAT:
            raise RuleBroken("restore_format", "Копию записала более новая версия программы. Установите её.")
        self.done.version, self.done.made_at = manifest["version"], manifest["made_at"]
        self.done.engine = manifest["engine"]
        steps = [(app, name) for app, name in manifest["migrations"]]
        if unknown := schema.unknown_steps(steps):
            raise schema.newer_program(unknown)
        schema.wipe()
        schema.make_schema(steps)
        schema.connection.close()
        self._loader = loader_of(self._place.database)
        self._tables = {one["name"]: Table.from_json(one) for one in manifest["tables"]}
        self._sequences = manifest["sequences"]
        self._compare_shapes()

    def _compare_shapes(self) -> None:
        standing = {table.name: dict(table.columns) for table in self._ready().shapes()}
        for name, table in self._tables.items():
            if standing.get(name) is None or set(standing[name]) != set(table.names):
                raise RuleBroken("restore_shape", f"Таблица {name} в копии устроена не так, как в этой программе.")

    def _ready(self) -> Loader:
        if self._loader is None:
            raise RuleBroken("backup_spoilt", "Копия испорчена: она начинается не с описания. Возьмите другую копию.")
        return self._loader

    def _take_key(self, key: str) -> None:
        if self._place.is_key_set and key != self._place.secret_key:
            raise RuleBroken(
                "restore_key",
                "Настройка OTKLIK_SECRET_KEY задаёт другой ключ, чем в копии: с ним не прочесть пароли каналов и "
                "ответы дня. Уберите эту настройку — ключ из копии ляжет в папку данных.",
            )
        self._key = key

    def _take_rows(self, name: str, lines: bytes) -> None:
        self._ready().load(self._tables[name], rows_of(lines))

    def _take_file(self, place: str, stream: IO[bytes]) -> None:
        _inside(Path("/files"), place)
        self.done.places.append(place)
        self._place.store.put(place, stream)
        self.done.files += 1

    def finish(self) -> None:
        """Compare what lies there with what was written; only then it counts."""
        loader = self._ready()
        snapshot = loader.finish(self._sequences)
        for name, told in self._summary["tables"].items():
            if digest_of(snapshot, self._tables[name]) != told:
                raise RuleBroken("restore_rows", f"Строки таблицы {name} легли в базу не такими, какими были в копии.")
            self.done.rows += told["rows"]
        if self.done.files != self._summary["files"]:
            raise RuleBroken("restore_files", "Вложений в копии не столько, сколько в её описи.")
        self.done.tables, self.done.file_bytes = len(self._tables), self._summary["file_bytes"]
        loader.commit()
        loader.close()

    def undo(self) -> None:
        """Leave the place as empty as it was."""
        if self._loader is None:
            _mark(self._place).unlink(missing_ok=True)
            return
        self._loader.close()
        schema.wipe()
        for place in self.done.places:
            self._place.store.remove(place)
        _mark(self._place).unlink(missing_ok=True)

    def keep_key(self) -> None:
        """The copy's key takes the place of the one that an empty installation had made for itself."""
        self.done.is_key_changed = bool(self._key) and self._key != self._place.secret_key
        if self._key and not self._place.is_key_set:
            _write_private(self._place.key_file, self._key)


def digest_of(snapshot: Snapshot, table: Table) -> dict[str, Any]:
    """Count and digest of the rows as they lie in a database, its columns in the copy's order."""
    digest = TableDigest(table)
    for row in snapshot.rows(table):
        digest.add(row, line_of(row))
    return digest.told()


def _inside(folder: Path, name: str) -> Path:
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute():
        raise RuleBroken("backup_spoilt", "Копия испорчена: в ней файл с недопустимым именем.")
    return folder.joinpath(*parts)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while part := stream.read(_CHUNK):
        yield part


def _write(path: Path, stream: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("wb") as target:
        for part in _chunks(stream):
            target.write(part)


def _write_private(path: Path, text: str) -> None:
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
