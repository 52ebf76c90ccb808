"""The members of a copy: a tar stream whose last member names every one before it with size and digest."""

import hashlib
import io
import json
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from otklik.base.errors import RuleBroken

MANIFEST, CONTENTS = "manifest.json", "contents.jsonl"
_CHUNK = 1024 * 1024
#: What the list of members takes in memory before it goes to a temporary file.
_SPOOL = 8 * 1024 * 1024


@dataclass(frozen=True)
class Member:
    """One member that was written or read: its name, bytes and SHA-256."""

    name: str
    size: int
    digest: str


class _Digested(io.RawIOBase):
    """Passes bytes on and digests them."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.sha, self.size = stream, hashlib.sha256(), 0

    def readable(self) -> bool:
        """It is read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        part = self._stream.read(size)
        self.sha.update(part)
        self.size += len(part)
        return part


class ArchiveWriter:
    """Writes members one after the other; `close` adds their list."""

    def __init__(self, target: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT, bufsize=_CHUNK)  # noqa: SIM115
        self._list = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115 - closed with the archive

    def add(self, name: str, size: int, source: IO[bytes]) -> None:
        """`size` bytes of the source; OSError when it has fewer."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        digested = _Digested(source)
        self._tar.addfile(entry, digested)
        told = {"name": name, "size": size, "sha256": digested.sha.hexdigest()}
        self._list.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")

    def add_bytes(self, name: str, content: bytes) -> None:
        """A small member."""
        self.add(name, len(content), io.BytesIO(content))

    def add_json(self, name: str, content: dict[str, Any]) -> None:
        """A small member of facts."""
        self.add_bytes(name, json.dumps(content, ensure_ascii=False, indent=1).encode())

    def close(self) -> None:
        """The list of members, and the end of the stream."""
        size = self._list.tell()
        self._list.seek(0)
        entry = tarfile.TarInfo(CONTENTS)
        entry.size, entry.mode = size, 0o600
        self._tar.addfile(entry, self._list)
        self._tar.close()
        self._list.close()

    def drop(self) -> None:
        """Nothing more is written, not even by the collector of rubbish: the stream is gone."""
        if self._tar.fileobj is not None:
            self._tar.fileobj.closed = True  # type: ignore[attr-defined]
        self._list.close()


Taken = Callable[[str, IO[bytes]], None]


def read_archive(source: IO[bytes], take: Taken) -> int:
    """Give each member to `take`, then compare all with the list at the end; how many there were.

    RuleBroken when a member is not what was written, is missing or stands there unlisted.
    """
    count = 0
    with tempfile.SpooledTemporaryFile(_SPOOL) as seen:
        try:
            with tarfile.open(fileobj=source, mode="r|", bufsize=_CHUNK) as tar:
                for entry in _entries(tar):
                    stream = tar.extractfile(entry)
                    if stream is None:
                        continue
                    if entry.name == CONTENTS:
                        _compare(seen, stream)
                        return count
                    seen.write(_read(entry, stream, take))
                    count += 1
        except tarfile.TarError as wrong:
            raise _spoilt("она обрывается") from wrong
    raise _spoilt("в ней нет списка содержимого: она записана не до конца")


def _entries(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The heads of the members; a spoilt one may break the library too."""
    try:
        for entry in tar:
            entry.name.encode()  # a name in bytes of no writing is none of ours
            yield entry
    except (ValueError, ArithmeticError) as wrong:
        raise _spoilt("описание одного из файлов не читается") from wrong


def facts_in(content: bytes) -> dict[str, Any]:
    """A small member of facts; RuleBroken where it is none."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        raise _spoilt("её описание не читается") from wrong
    if not isinstance(found, dict):
        raise _spoilt("её описание не читается")
    return found


def _read(entry: tarfile.TarInfo, stream: IO[bytes], take: Taken) -> bytes:
    digested = _Digested(stream)
    take(entry.name, digested)  # type: ignore[arg-type]
    while digested.read(_CHUNK):
        pass
    told = {"name": entry.name, "size": digested.size, "sha256": digested.sha.hexdigest()}
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _compare(seen: IO[bytes], listed: IO[bytes]) -> None:
    seen.seek(0)
    for mine, theirs in zip(seen, listed, strict=False):
        if mine != theirs:
            raise _spoilt(f"«{facts_in(theirs).get('name', '?')}» не тот, что был записан")
    if seen.read(1) or listed.read(1):
        raise _spoilt("в ней не всё, что было записано")


def _spoilt(what: str) -> RuleBroken:
    return RuleBroken("backup_spoilt", f"Копия испорчена: {what}. Возьмите другую копию.")


class Packed:
    """Lines of one table gathered into members of a few megabytes."""

    def __init__(self, archive: ArchiveWriter, table: str) -> None:
        self._archive, self._table = archive, table
        self._number, self._squeeze, self._parts, self._size = 0, zlib.compressobj(3), list[bytes](), 0

    def add(self, line: bytes) -> None:
        """One more line."""
        self._size += len(line)
        if part := self._squeeze.compress(line):
            self._parts.append(part)
        if self._size >= 4 * _CHUNK:
            self.flush()

    def flush(self) -> None:
        """Write what has been gathered."""
        if self._size:
            self._number += 1
            content = b"".join((*self._parts, self._squeeze.flush()))
            self._archive.add_bytes(f"tables/{self._table}/{self._number:06d}.jsonl.zz", content)
        self._squeeze, self._parts, self._size = zlib.compressobj(3), [], 0


@contextmanager
def packed(archive: ArchiveWriter, table: str) -> Iterator[Packed]:
    """A table's lines; the last member is written at the end."""
    lines = Packed(archive, table)
    yield lines
    lines.flush()


def unpacked(content: bytes) -> bytes:
    """The lines of one member."""
    return zlib.decompress(content)
