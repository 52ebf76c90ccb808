"""A file of another system, kept until a person said how to read it and the rows were taken in."""

from collections.abc import Iterable

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.source_files import SourceFile, source_kept
from otklik.importers.registry import importer_for
from otklik.intake.models import ImportRun
from otklik.intake.policies import can_import_feedback

#: A year of a large city; what is larger is taken in by `otklik import-feedback`.
LARGEST_BYTES = 512 * 1024 * 1024
MEDIA_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.ms-excel", "json": "application/json"}


def keep_import_file(*, actor: Actor, chunks: Iterable[bytes], name: str) -> ImportRun:
    """Keep the file under its own name and begin a run; RuleBroken for an empty, too large or unreadable file."""
    if not can_import_feedback(actor):
        raise NotFound
    advice = "Разделите его на части."
    kept = source_kept(actor.administration_id, "imports", chunks, name, most_bytes=LARGEST_BYTES, advice=advice)
    with kept as source:
        importer = importer_for(source.path)
    return _begin(actor, source, MEDIA_TYPES.get(importer.slug, "application/octet-stream"))


@transaction.atomic
def _begin(actor: Actor, source: SourceFile, media_type: str) -> ImportRun:
    run = ImportRun.objects.create(
        administration_id=actor.administration_id,
        file=source.store(media_type),
        file_name=source.name,
        state=ImportRun.State.DRAFT,
        started_by_id=actor.user_id,
    )
    audit.record(actor, "keep_import_file", run, f"Файл для загрузки: {source.name}")
    return run
