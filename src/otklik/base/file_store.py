"""Where the bytes of files lie, apart from what the database knows of them: a folder, or a bucket that nodes share.

A place is a name like «12/ab/abcdef…», never a path of the machine. Nothing else reads or writes `MEDIA_ROOT`.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings

from otklik.base.flushed_files import write_flushed
from otklik.core.system_words import why

#: A copy that nobody asked for so long is thrown away: it is needed while a file is being read in.
COPY_STAYS_SECONDS = 6 * 3600


class FileStore(Protocol):
    """What the product asks of a store. `open`, `size` and `path` raise FileNotFoundError for a place without bytes,
    and OSError for a store that does not answer.
    """

    def put(self, place: str, source: IO[bytes]) -> None:
        """Keep all of the stream; the bytes are safe when this returns, and nobody ever sees a part of them."""

    def take(self, place: str, path: Path) -> None:
        """Keep a flushed file of this machine, and take it away from where it was."""

    def open(self, place: str) -> IO[bytes]:
        """The bytes, to be read once from the beginning."""

    def path(self, place: str) -> Path:
        """A file on this machine with the bytes, to be read only; it may be a copy that is gone tomorrow."""

    def exists(self, place: str) -> bool:
        """Whether there are bytes."""

    def size(self, place: str) -> int:
        """How many bytes there are."""

    def remove(self, place: str) -> None:
        """Erase the bytes; nothing happens where there are none."""

    def places(self) -> Iterator[str]:
        """Every place that has bytes, in no order."""

    def trouble(self) -> str:
        """Why nothing can be kept now, in Russian; empty when all is well."""


class FolderStore:
    """A folder of this machine, or one that several machines have mounted."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, place: str, source: IO[bytes]) -> None:
        """Write beside, flush to the disk, put in place."""
        write_flushed(self.root / place, source)

    def take(self, place: str, path: Path) -> None:
        """By its name where both are on one disk."""
        target = self.root / place
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            path.replace(target)
        except OSError:
            with path.open("rb") as stream:
                self.put(place, stream)
            path.unlink()

    def open(self, place: str) -> IO[bytes]:
        """The file itself."""
        return self.path(place).open("rb")

    def path(self, place: str) -> Path:
        """The file itself."""
        return self.root / place

    def exists(self, place: str) -> bool:
        """The file is there."""
        return (self.root / place).is_file()

    def size(self, place: str) -> int:
        """Of the file."""
        return (self.root / place).stat().st_size

    def remove(self, place: str) -> None:
        """The file, and the folder that was made for it alone."""
        (self.root / place).unlink(missing_ok=True)
        parent = (self.root / place).parent
        with suppress(OSError):  # there is more in it, or it was never made
            parent.rmdir()

    def places(self) -> Iterator[str]:
        """Every file but those that are being written."""
        for path in self.root.rglob("*") if self.root.is_dir() else ():
            if path.is_file() and path.suffix != ".part":
                yield path.relative_to(self.root).as_posix()

    def trouble(self) -> str:
        """A folder that is not mounted, or not ours to write into."""
        probe = self.root / ".probe"
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as problem:
            return f"В папку вложений {self.root} нельзя писать ({why(problem)}). Проверьте, смонтирована ли она."
        return ""


def file_store() -> FileStore:
    """The store that the settings name (`OTKLIK_FILES_URL`)."""
    if settings.FILES_BUCKET:
        return _bucket()
    return FolderStore(Path(settings.MEDIA_ROOT))


def forget_copies() -> int:
    """Throw away what this machine holds of files for a while and nobody asked for lately; called by `tick`."""
    folder, before, gone = Path(settings.FILE_COPIES_DIR), time.time() - COPY_STAYS_SECONDS, 0
    for own in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):  # another process did
            if max(one.stat().st_mtime for one in (own, *own.iterdir())) < before:
                shutil.rmtree(own)
                gone += 1
    return gone


@cache
def _bucket() -> FileStore:
    from otklik.base.bucket_store import BucketStore  # noqa: PLC0415 - its client is slow to load, most have a folder

    return BucketStore(settings.FILES_BUCKET, Path(settings.FILE_COPIES_DIR))
