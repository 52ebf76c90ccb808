"""Making a copy: one file, written aside, read back, then named. Порядок: ничей, устройство узла."""

import hashlib
import io
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from pyrage.x25519 import Identity, Recipient

from otklik.base.errors import RuleBroken
from otklik.base.file_store import FileStore
from otklik.operation.backup.archive import MANIFEST, ArchiveWriter, packed, read_archive
from otklik.operation.backup.sealing import new_identity, opened_from, sealed_into
from otklik.operation.backup.shapes import Table, TableDigest, line_of
from otklik.operation.backup.snapshots import Snapshot, snapshot_of

FORMAT = 1
SUFFIX = ".otklik"
SUMMARY = "summary.json"
_CHUNK = 1024 * 1024
Say = Callable[[str], None]


@dataclass(frozen=True)
class Source:
    """What is copied: the database of the settings, the store of files, own procedures, the key."""

    database: Mapping[str, Any]
    store: FileStore
    profiles: Path
    secret_key: str
    version: str


@dataclass
class Made:
    """A copy that was written and read back. `missing` are files that the database knows and the store has not."""

    path: Path
    size_bytes: int = 0
    digest: str = ""
    took_seconds: float = 0.0
    rows: int = 0
    files: int = 0
    file_bytes: int = 0
    missing: list[str] = field(default_factory=list)


def make_backup(
    source: Source, target: Path, recipients: Sequence[Recipient], *, aside: Identity | None = None
) -> Made:
    """Write the copy to `target`, read it back, compare; OSError or RuleBroken leave no file behind.

    The file is encrypted to the recipients and to a pair that is made for the reading back and forgotten with it;
    whoever wants to keep that pair for a while hands it in (`aside`: an update keeps it until it has ended).
    """
    began, aside = time.monotonic(), aside or new_identity()
    part = target.with_name(f"{target.name}.part")
    made = Made(target)
    try:
        with _private(part) as stream, sealed_into(stream, [*recipients, aside.to_public()]) as opened:
            _write(source, ArchiveWriter(opened), made)
        _flush(part)
        made.size_bytes, made.digest = part.stat().st_size, _read_back(part, aside)
        part.replace(target)
        _flush(target.parent)
    finally:
        part.unlink(missing_ok=True)
    made.took_seconds = time.monotonic() - began
    return made


def _private(path: Path) -> IO[bytes]:
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", _CHUNK)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
        if path.is_file() and hasattr(os, "posix_fadvise"):  # so that reading back asks the disk, not the memory
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)


def _read_back(path: Path, aside: Identity) -> str:
    """The digest of the file; RuleBroken when a member is not what was written."""
    with path.open("rb") as stream:
        digested = _Digesting(stream)
        with opened_from(digested, aside) as opened:  # type: ignore[arg-type]
            read_archive(opened, lambda _name, _stream: None)
            while opened.read(_CHUNK):
                pass
    return digested.sha.hexdigest()


class _Digesting(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.sha = stream, hashlib.sha256()

    def readable(self) -> bool:
        """It is read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        part = self._stream.read(size)
        self.sha.update(part)
        return part


def _write(source: Source, archive: ArchiveWriter, made: Made) -> None:
    try:
        _write_members(source, archive, made)
    except BaseException:
        archive.drop()
        raise
    archive.close()


def _write_members(source: Source, archive: ArchiveWriter, made: Made) -> None:
    with closing(snapshot_of(source.database)) as snapshot:
        tables = snapshot.tables()
        archive.add_json(MANIFEST, _manifest(source, snapshot, tables))
        archive.add_bytes("secret.key", source.secret_key.encode())
        told = {}
        for table in tables:
            told[table.name] = _write_table(archive, snapshot, table)
            made.rows += told[table.name]["rows"]
        _write_profiles(archive, source.profiles)
        known = _write_files(archive, source.store, made)
        made.missing += _missing(snapshot, tables, known)
    archive.add_json(SUMMARY, {"tables": told, "files": made.files, "file_bytes": made.file_bytes})


def _manifest(source: Source, snapshot: Snapshot, tables: Sequence[Table]) -> dict[str, Any]:
    history = next((table for table in tables if table.name == "django_migrations"), None)
    if history is None:
        raise RuleBroken("backup_empty", "База пуста: копировать нечего. Подготовьте её: otklik manage migrate.")
    app, name = history.names.index("app"), history.names.index("name")
    return {
        "format": FORMAT,
        "version": source.version,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "engine": snapshot.engine,
        "migrations": [[row[app], row[name]] for row in snapshot.rows(history)],
        "tables": [table.as_json() for table in tables],
        "sequences": snapshot.sequences(),
    }


def _write_table(archive: ArchiveWriter, snapshot: Snapshot, table: Table) -> dict[str, Any]:
    digest = TableDigest(table)
    with packed(archive, table.name) as lines:
        for row in snapshot.rows(table):
            line = line_of(row)
            digest.add(row, line)
            lines.add(line)
    return digest.told()


def _write_profiles(archive: ArchiveWriter, folder: Path) -> None:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                archive.add(f"profiles/{path.relative_to(folder).as_posix()}", path.stat().st_size, stream)


def _write_files(archive: ArchiveWriter, store: FileStore, made: Made) -> set[int]:
    """All files of the store; what goes while we read was erased by its owner. The places, as numbers."""
    known = set()
    for place in store.places():
        try:
            with store.open(place) as stream:
                size = store.size(place)
                archive.add(f"files/{place}", size, stream)
        except FileNotFoundError:
            continue
        known.add(hash(place))
        made.files += 1
        made.file_bytes += size
    return known


def _missing(snapshot: Snapshot, tables: Sequence[Table], known: set[int]) -> list[str]:
    """Files of the snapshot that the store did not have; no more than are worth reading."""
    found: list[str] = []
    for table in tables:
        if table.name == "base_storedfile":
            path, name = table.names.index("path"), table.names.index("name")
            found += [str(row[name]) for row in snapshot.rows(table) if hash(row[path]) not in known]
    return found
