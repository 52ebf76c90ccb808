"""Files taken in: the runs so far, one run, its file and the file of its rejected rows."""

from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.intake.models import ImportRun
from otklik.intake.policies import can_import_feedback

SHOWN = 50


def import_runs(actor: Actor) -> QuerySet[ImportRun]:
    """The latest runs of the actor's administration, newest first; NotFound without the right."""
    return _runs(actor).select_related("started_by", "channel")[:SHOWN]


def import_run(actor: Actor, run_id: int) -> ImportRun:
    """One run, or NotFound."""
    found = _runs(actor).select_related("file", "channel", "started_by").filter(pk=run_id).first()
    if found is None:
        raise NotFound
    return found


def source_path(run: ImportRun) -> Path:
    """Where the file of the run stands; NotFound when it is gone."""
    path = Path(settings.MEDIA_ROOT) / run.file.path if run.file else None
    if path is None or not path.is_file():
        raise NotFound("Файла этой загрузки больше нет. Загрузите его ещё раз.")
    return path


def rejected_path(run: ImportRun) -> Path:
    """The file of rejected rows with their reasons; NotFound when no row was rejected."""
    path = Path(run.rejected_file) if run.rejected_file else None
    if path is None or not path.is_file():
        raise NotFound
    return path


def _runs(actor: Actor) -> QuerySet[ImportRun]:
    if not can_import_feedback(actor):
        raise NotFound
    return ImportRun.objects.filter(administration_id=actor.administration_id)
