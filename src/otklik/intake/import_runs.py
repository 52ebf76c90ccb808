"""Files taken in: the runs so far, one run, its file and the file of its rejected rows.

A file holds everything that the source knew, so its rows are seen by who loaded it; the rejected rows of others only by
the coordinator, and not when they may be of internal feedback. The counts of a run name nobody.
"""

from collections.abc import Collection
from pathlib import Path

from django.db.models import Q, QuerySet

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.file_store import file_store
from otklik.base.files import file_path
from otklik.core.appeals import Audience
from otklik.importers.contract import UnreadableFile
from otklik.importers.layout import Layout, layout_of
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


def openable_runs(actor: Actor, run_ids: Collection[int]) -> set[int]:
    """Those of the runs whose page the actor may open."""
    return (
        set(_runs(actor).filter(pk__in=run_ids).values_list("pk", flat=True)) if can_import_feedback(actor) else set()
    )


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
    gone = NotFound("Файла этой загрузки больше нет. Загрузите его ещё раз.")
    if run.file is None:
        raise gone
    try:
        return file_path(run.file)
    except FileNotFoundError:
        raise gone from None


def source_layout(run: ImportRun) -> Layout:
    """How the run's file is laid out; RuleBroken when it cannot be read."""
    try:
        return layout_of(source_path(run))
    except UnreadableFile as wrong:
        raise RuleBroken("file", str(wrong), "file") from wrong


def rejected_path(actor: Actor, run: ImportRun) -> Path:
    """The file of rejected rows with their reasons; NotFound when there is none or it is not for the actor."""
    if not run.rejected_file or not can_see_rows(actor, run):
        raise NotFound
    try:
        path = rejected_rows(run)
    except FileNotFoundError:
        raise NotFound from None
    if not path.is_file():
        raise NotFound
    return path


def rejected_rows(run: ImportRun) -> Path:
    """The rejected rows on this machine; runs of earlier releases name a file of the machine itself."""
    own = Path(run.rejected_file)
    return own if own.is_absolute() else file_store().path(run.rejected_file)


def forget_rejected_rows(place: str) -> None:
    """Erase them."""
    if Path(place).is_absolute():
        Path(place).unlink(missing_ok=True)
    else:
        file_store().remove(place)


def _runs(actor: Actor) -> QuerySet[ImportRun]:
    if not can_import_feedback(actor):
        raise NotFound
    runs = ImportRun.objects.filter(administration_id=actor.administration_id)
    if actor.has(Role.COORDINATOR, Role.ADMINISTRATOR):
        return runs.filter(~Q(state=ImportRun.State.DRAFT) | Q(started_by_id=actor.user_id))
    return runs.filter(started_by_id=actor.user_id)
