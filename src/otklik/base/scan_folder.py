"""The folder where the scanner puts its files: one for each administration, read with suspicion.

Only plain files that lie in it themselves are seen: no links, no subfolders, no hidden files. A file that still grows
is shown and not given. What a card took is removed from the folder after the card is stored.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO

from django.conf import settings

from otklik.base.errors import RuleBroken
from otklik.base.files import ALLOWED, store_file, too_large
from otklik.base.models import StoredFile

#: A file that changed less than so many seconds ago may still be written.
SETTLED_SECONDS = 5
MOST_SHOWN = 30
#: More names than that are not even looked at: the folder is nobody's archive.
MOST_LOOKED_AT = 5000
FIELD = "scans"
_PDF, _PDF_END, _PDF_TAIL = b"%PDF", b"%%EOF", 2048


@dataclass(frozen=True)
class Scan:
    """A file of the folder; `problem` says why it cannot be taken, `token` names this very state of the file."""

    name: str
    size: int
    changed_at: datetime
    token: str
    problem: str = ""


def folder_of(slug: str) -> Path:
    """Where the scanner of the administration writes."""
    return Path(settings.SCANS_DIR) / slug


def make_folder(slug: str) -> None:
    """Make the folder, so that there is a place to point the scanner at."""
    folder_of(slug).mkdir(mode=0o770, parents=True, exist_ok=True)


def waiting_scans(slug: str, most_bytes: int = 0) -> list[Scan]:
    """What lies in the folder, newest first; an empty list when there is no folder.

    `most_bytes` is for who takes larger files than a card does.
    """
    with suppress(OSError), _opened(slug) as folder:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, MOST_LOOKED_AT) if _is_plain(entry.name)]
        found = [scan for name in names if (scan := _scan(folder, name, most_bytes)) is not None]
        return sorted(found, key=lambda scan: (scan.changed_at, scan.name), reverse=True)[:MOST_SHOWN]
    return []


def take_scan(administration_id: int, slug: str, token: str) -> tuple[StoredFile, str]:
    """Check and store one file of the folder; the file stays there until `forget_scan` is told its name.

    RuleBroken when it is gone, has changed, is still written, or is no file that we take.
    """
    with open_scan(slug, token) as (stream, name):
        content = stream.read(settings.UPLOAD_LIMIT_BYTES + 1)
        if os.fstat(stream.fileno()).st_size > len(content):
            raise too_large(name)
    if content.startswith(_PDF) and _PDF_END not in content[-_PDF_TAIL:]:
        raise RuleBroken(
            "scan_growing", f"Файл «{name}» записан не до конца. Подождите или отсканируйте заново.", FIELD
        )
    return store_file(administration_id, BytesIO(content), name, keeps_dangerous=True), name


@contextmanager
def open_scan(slug: str, token: str, most_bytes: int = 0) -> Iterator[tuple[IO[bytes], str]]:
    """The bytes and the name of the file that the token names, as long as it is the same file."""
    name = token.partition(":")[2]
    gone = RuleBroken("scan_gone", f"Файла «{name}» в папке сканера больше нет. Обновите список.", FIELD)
    if not _is_plain(name):
        raise gone
    try:
        with _opened(slug) as folder:
            descriptor = _open_file(folder, name)
    except OSError as missing:
        raise gone from missing
    with os.fdopen(descriptor, "rb") as stream:
        now = _described(name, os.fstat(descriptor), most_bytes)
        if now.problem:
            raise RuleBroken("scan_problem", f"Файл «{name}»: {now.problem}.", FIELD)
        if now.token != token:
            raise RuleBroken("scan_changed", f"Файл «{name}» изменился. Обновите список и посмотрите его.", FIELD)
        yield stream, name


def is_whole(stream: IO[bytes]) -> bool:
    """A PDF that was written to its end; the stream stands at its beginning afterwards."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _PDF_TAIL))
    tail = stream.read()
    stream.seek(0)
    return _PDF_END in tail


def forget_scan(slug: str, name: str) -> None:
    """Remove from the folder what was stored; a file that somebody removed meanwhile is no fault."""
    with suppress(OSError), _opened(slug) as folder:
        os.unlink(name, dir_fd=folder)


@contextmanager
def _opened(slug: str) -> Iterator[int]:
    """The folder itself, which may not be a link to another place."""
    folder = os.open(folder_of(slug), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield folder
    finally:
        os.close(folder)


def _open_file(folder: int, name: str) -> int:
    """No link is followed, a pipe does not hold us up; OSError for what is no plain file."""
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise FileNotFoundError(name)


def _is_plain(name: str) -> bool:
    """A name that stays in the folder and can be shown."""
    return bool(name) and name[0] not in ".~" and "/" not in name and name.isprintable()


def _scan(folder: int, name: str, most_bytes: int) -> Scan | None:
    """None for what is no plain file, and for what went meanwhile."""
    with suppress(OSError):
        facts = os.stat(name, dir_fd=folder, follow_symlinks=False)
        return _described(name, facts, most_bytes) if stat.S_ISREG(facts.st_mode) else None
    return None


def _described(name: str, facts: os.stat_result, most_bytes: int) -> Scan:
    changed_at = datetime.fromtimestamp(facts.st_mtime, UTC)
    token = f"{facts.st_mtime_ns}-{facts.st_size}:{name}"
    return Scan(
        name, facts.st_size, changed_at, token, _problem(name, facts, most_bytes or settings.UPLOAD_LIMIT_BYTES)
    )


def _problem(name: str, facts: os.stat_result, most_bytes: int) -> str:
    if abs(time.time() - facts.st_mtime) < SETTLED_SECONDS:
        return "ещё записывается, подождите несколько секунд"
    if Path(name).suffix.lower() not in ALLOWED:
        return "такой вид файла не принимается"
    if not facts.st_size:
        return "пуст"
    if facts.st_size > most_bytes:
        return f"больше {most_bytes // (1024 * 1024)} МБ"
    return ""
