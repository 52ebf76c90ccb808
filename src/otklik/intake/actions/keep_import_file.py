"""A file of another system, kept until a person said how to read it and the rows were taken in."""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.importers.contract import UnreadableFile
from otklik.importers.registry import importer_for
from otklik.intake.models import ImportRun
from otklik.intake.policies import can_import_feedback

#: A year of a large city; what is larger is taken in by `otklik import-feedback`.
LARGEST_BYTES = 512 * 1024 * 1024
MEDIA_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.ms-excel", "json": "application/json"}
_UNSAFE = re.compile(r"[^\w.()-]+")


def keep_import_file(*, actor: Actor, chunks: Iterable[bytes], name: str) -> ImportRun:
    """Keep the file under its own name and begin a run; RuleBroken for an empty, too large or unreadable file."""
    if not can_import_feedback(actor):
        raise NotFound
    short = _UNSAFE.sub("_", Path(name.replace("\\", "/")).name)[-80:].lstrip(".") or "file.csv"
    place = Path(str(actor.administration_id)) / "imports" / uuid4().hex / short
    path = Path(settings.MEDIA_ROOT) / place
    path.parent.mkdir(mode=0o700, parents=True)
    try:
        digest = _write(path, chunks, short)
        importer = importer_for(path)
    except (RuleBroken, UnreadableFile) as wrong:
        path.unlink(missing_ok=True)
        path.parent.rmdir()
        raise wrong if isinstance(wrong, RuleBroken) else RuleBroken("file", str(wrong), "file") from wrong
    return _begin(actor, place, short, digest, MEDIA_TYPES.get(importer.slug, "application/octet-stream"))


@transaction.atomic
def _begin(actor: Actor, place: Path, name: str, digest: str, media_type: str) -> ImportRun:
    stored = StoredFile.objects.create(
        administration_id=actor.administration_id,
        name=name,
        media_type=media_type,
        size=(Path(settings.MEDIA_ROOT) / place).stat().st_size,
        sha256=digest,
        path=str(place),
    )
    run = ImportRun.objects.create(
        administration_id=actor.administration_id,
        file=stored,
        file_name=name,
        state=ImportRun.State.DRAFT,
        started_by_id=actor.user_id,
    )
    audit.record(actor, "keep_import_file", run, f"Файл для загрузки: {name}")
    return run


def _write(path: Path, chunks: Iterable[bytes], name: str) -> str:
    """Write as it comes; the digest of all of it."""
    sha, size = hashlib.sha256(), 0
    with path.open("wb") as stream:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST_BYTES:
                limit = LARGEST_BYTES // (1024 * 1024)
                raise RuleBroken("file_size", f"Файл «{name}» больше {limit} МБ. Разделите его на части.", "file")
            sha.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    if not size:
        raise RuleBroken("file_empty", f"Файл «{name}» пуст.", "file")
    return sha.hexdigest()
