"""Files of other systems, kept as they came until a person said how to read them."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from otklik.base.errors import RuleBroken
from otklik.base.models import StoredFile
from otklik.importers.contract import UnreadableFile

_UNSAFE = re.compile(r"[^\w.()-]+")
_MIB = 1024 * 1024


@dataclass(frozen=True)
class SourceFile:
    """A file on the disk, not yet in the database: where under MEDIA_ROOT, its own name, its SHA-256."""

    administration_id: int
    place: Path
    name: str
    digest: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(settings.MEDIA_ROOT) / self.place

    def store(self, media_type: str = "application/octet-stream") -> StoredFile:
        """Its row."""
        return StoredFile.objects.create(
            administration_id=self.administration_id,
            name=self.name,
            media_type=media_type,
            size=self.path.stat().st_size,
            sha256=self.digest,
            path=str(self.place),
        )


@contextmanager
def source_kept(
    administration_id: int, folder: str, chunks: Iterable[bytes], name: str, *, most_bytes: int, advice: str
) -> Iterator[SourceFile]:
    """Write the file under a folder of its own; what the body finds unreadable is thrown away again.

    RuleBroken for an empty file, for one of more than `most_bytes` (with what to do then), and for what the body
    refuses by RuleBroken or UnreadableFile.
    """
    short = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name)[-80:].lstrip(".") or "file.csv"
    place = Path(str(administration_id)) / folder / uuid4().hex / short
    path = Path(settings.MEDIA_ROOT) / place
    path.parent.mkdir(mode=0o700, parents=True)
    try:
        yield SourceFile(administration_id, place, short, _write(path, chunks, short, most_bytes, advice))
    except (RuleBroken, UnreadableFile) as wrong:
        shutil.rmtree(path.parent)
        raise wrong if isinstance(wrong, RuleBroken) else RuleBroken("file", str(wrong), "file") from wrong


def _write(path: Path, chunks: Iterable[bytes], name: str, most_bytes: int, advice: str) -> str:
    """Write as it comes; the digest of all of it."""
    sha, size = hashlib.sha256(), 0
    with path.open("wb") as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > most_bytes:
                raise RuleBroken("file_size", f"Файл «{name}» больше {most_bytes // _MIB} МБ. {advice}", "file")
            sha.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    if not size:
        raise RuleBroken("file_empty", f"Файл «{name}» пуст.", "file")
    return sha.hexdigest()
