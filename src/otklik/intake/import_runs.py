"""Files taken in: the runs so far, one run, its file and the file of its rejected rows.

A file holds everything that the source knew, so its rows are seen by who loaded it; the rejected rows of others only by
the coordinator, and not when they may be of internal feedback. The counts of a run name nobody.
"""

from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.appeals import Audience
from otklik.importers.mapping import MappingError, mapping_from_toml
from otklik.intake.models import ImportRun
from otklik.intake.policies import can_import_feedback, can_view_contacts, can_view_internal

SHOWN = 50


def import_runs(actor: Actor) -> QuerySet[ImportRun]:
    """The latest runs that the actor may know of, newest first; NotFound without the right."""
    return _runs(actor).select_related("started_by", "channel")[:SHOWN]


def import_run(actor: Actor, run_id: int) -> ImportRun:
    """One run with its counts, or NotFound; a file that still waits for its mapping only for who loaded it."""
    found = _runs(actor).select_related("file", "channel", "started_by").filter(pk=run_id).first()
    if found is None or (found.state == ImportRun.State.DRAFT and not is_own(actor, found)):
        raise NotFound
    return found


def is_own(actor: Actor, run: ImportRun) -> bool:
    """The actor loaded the file."""
    return actor.user_id is not None and run.started_by_id == actor.user_id


def can_see_rows(actor: Actor, run: ImportRun) -> bool:
    """The rows of the file: one's own, or those of external channels for the coordinator."""
    if is_own(actor, run):
        return True
    if not can_view_contacts(actor) or not actor.has(Role.COORDINATOR):
        return False
    return can_view_internal(actor) or _is_external(run)


def _is_external(run: ImportRun) -> bool:
    """No row of the file can be of internal feedback: one external channel for all, no column that says otherwise."""
    try:
        mapping = mapping_from_toml(run.mapping_toml, run.file_name)
    except MappingError:
        return False
    told = {*mapping.columns, *mapping.constants}.isdisjoint({"channel", "audience"})
    return told and run.channel is not None and run.channel.audience == Audience.EXTERNAL


def source_path(run: ImportRun) -> Path:
    """Where the file of the run stands; NotFound when it is gone."""
    path = Path(settings.MEDIA_ROOT) / run.file.path if run.file else None
    if path is None or not path.is_file():
        raise NotFound("Файла этой загрузки больше нет. Загрузите его ещё раз.")
    return path


def rejected_path(actor: Actor, run: ImportRun) -> Path:
    """The file of rejected rows with their reasons; NotFound when there is none or it is not for the actor."""
    path = Path(run.rejected_file) if run.rejected_file else None
    if path is None or not path.is_file() or not can_see_rows(actor, run):
        raise NotFound
    return path


def _runs(actor: Actor) -> QuerySet[ImportRun]:
    if not can_import_feedback(actor):
        raise NotFound
    runs = ImportRun.objects.filter(administration_id=actor.administration_id)
    if actor.has(Role.COORDINATOR, Role.ADMINISTRATOR):
        return runs.filter(~Q(state=ImportRun.State.DRAFT) | Q(started_by_id=actor.user_id))
    return runs.filter(started_by_id=actor.user_id)
