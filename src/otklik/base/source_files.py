"""Files of other systems, kept as they came until a person said how to read them."""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from otklik.base.errors import RuleBroken
from otklik.base.file_store import file_store
from otklik.base.models import StoredFile
from otklik.base.virus_check import Verdict, VirusCheck, is_asked, refuse_infected, verdict_outside_locks
from otklik.importers.contract import UnreadableFile

_UNSAFE = re.compile(r"[^\w.()-]+")
_MIB = 1024 * 1024
UNASKED = Verdict(VirusCheck.NOT_ASKED)


@dataclass(frozen=True)
class SourceFile:
    """A file on this machine, not yet in the store: where, its place to be, its own name, its SHA-256."""

    administration_id: int
    path: Path
    place: str
    name: str
    digest: str
    verdict: Verdict = UNASKED

    def store(self, media_type: str = "application/octet-stream") -> StoredFile:
        """Move it into the store; its row."""
        size = self.path.stat().st_size
        file_store().take(self.place, self.path)
        self.path.parent.rmdir()
        return StoredFile.objects.create(
            administration_id=self.administration_id,
            name=self.name,
            media_type=media_type,
            size=size,
            sha256=self.digest,
            path=self.place,
            virus_check=self.verdict.state,
            virus_found=self.verdict.found,
        )


@contextmanager
def source_kept(
    administration_id: int, folder: str, chunks: Iterable[bytes], name: str, *, most_bytes: int, advice: str
) -> Iterator[SourceFile]:
    """Write the file under a folder of its own; what the body finds unreadable is thrown away again.

    RuleBroken for an empty file, for one of more than `most_bytes` (with what to do then), for one in which the
    antivirus found something, and for what the body refuses by RuleBroken or UnreadableFile.
    """
    short = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name)[-80:].lstrip(".") or "file.csv"
    own = uuid4().hex
    place, path = f"{administration_id}/{folder}/{own}/{short}", Path(settings.FILE_COPIES_DIR) / own / short
    path.parent.mkdir(mode=0o700, parents=True)
    try:
        digest = _write(path, chunks, short, most_bytes, advice)
        yield SourceFile(administration_id, path, place, short, digest, _checked(path, short))
    except (RuleBroken, UnreadableFile) as wrong:
        shutil.rmtree(path.parent)
        raise wrong if isinstance(wrong, RuleBroken) else RuleBroken("file", str(wrong), "file") from wrong


def _checked(path: Path, name: str) -> Verdict:
    """What the antivirus says of the file, read from the disk as it is sent: it may be large."""
    if not is_asked():
        return UNASKED
    with path.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        verdict = verdict_outside_locks(content)
    refuse_infected(name, verdict)
    return verdict


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
