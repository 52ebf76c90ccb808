"""From the wizard to the background: a mapping kept under a name, a run sent to work, its progress written down."""

from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.file_store import file_store
from otklik.catalog.models import Channel
from otklik.importers.layout import Layout
from otklik.importers.mapping import Mapping, MappingError, mapping_from, mapping_from_toml
from otklik.importers.mapping_toml import mapping_to_toml
from otklik.intake.actions.import_feedback import ImportResult
from otklik.intake.actions.take_in_register import take_in_register
from otklik.intake.import_runs import is_own, source_path
from otklik.intake.models import ImportMapping, ImportRun
from otklik.intake.policies import can_import_feedback

#: A worker writes down every few seconds how far it is; after this long it is gone.
SILENCE = timedelta(minutes=15)


@transaction.atomic
def save_import_mapping(
    *, actor: Actor, mapping: Mapping, title: str, name: str, layout: Layout | None = None
) -> ImportMapping:
    """Keep the mapping for the next file of the source, which is recognised by the columns of `layout`.

    The same name is written anew. RuleBroken for a wrong name.
    """
    if not can_import_feedback(actor):
        raise NotFound
    if not title.strip():
        raise RuleBroken("title_empty", "Назовите сопоставление, например «Выгрузка приёмной».", "mapping_title")
    try:
        named = mapping_from({**mapping.model_dump(), "name": name, "title": title.strip()[:200]})
    except MappingError as wrong:
        raise RuleBroken("mapping_name", str(wrong), "mapping_title") from wrong
    kept, _ = ImportMapping.objects.update_or_create(
        administration_id=actor.administration_id,
        name=name,
        defaults={
            "title": named.title,
            "toml": mapping_to_toml(named),
            **({"columns_key": layout.key, "layout": layout.as_json()} if layout else {}),
        },
    )
    audit.record(actor, "save_import_mapping", kept, f"Сопоставление столбцов: {named.title}")
    return kept


@transaction.atomic
def queue_import(*, actor: Actor, run_id: int, mapping: Mapping, channel_id: int | None = None) -> ImportRun:
    """Send one's own file to the background; NotFound for another's, RuleBroken when it was sent already."""
    from otklik.intake.tasks import run_import  # noqa: PLC0415 - the task calls this module back

    run = _run(actor, run_id, ImportRun.objects.select_for_update(of=("self",)))
    if not is_own(actor, run):
        raise NotFound
    if run.state != ImportRun.State.DRAFT:
        raise RuleBroken("already_queued", "Этот файл уже загружается или загружен.")
    channels = Channel.objects.filter(administration_id=actor.administration_id)
    if channel_id is not None and not channels.filter(pk=channel_id).exists():
        raise NotFound
    run.mapping_toml, run.channel_id, run.state = mapping_to_toml(mapping), channel_id, ImportRun.State.WAITING
    run.started_by_id = actor.user_id
    run.save(update_fields=["mapping_toml", "channel", "state", "started_by"])
    audit.record(actor, "queue_import", run, f"Загрузка начата: {run.file_name}")
    run_import.enqueue(run.pk)
    return run


def work_import(*, actor: Actor, run_id: int) -> ImportRun:
    """Take the file in, writing down how far it is; a fault of the file ends the run with words, not with a trace."""
    run = _run(actor, run_id)
    waiting = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.WAITING)
    if not waiting.update(state=ImportRun.State.RUNNING, touched_at=timezone.now()):
        return run
    run.state = ImportRun.State.RUNNING
    rejected = Path(settings.FILE_COPIES_DIR) / f"rejected-{uuid4().hex}" / "rejected.csv"
    try:
        result = take_in_register(
            actor=actor,
            path=source_path(run),
            mapping=mapping_from_toml(run.mapping_toml, run.file_name),
            channel=run.channel.slug if run.channel else None,
            rejected_to=rejected,
            progress=partial(_write_down, run),
        )
    except (RuleBroken, MappingError) as wrong:
        _set(run, state=ImportRun.State.FAILED, message=str(wrong)[:500])
        return run
    except Exception:
        told = "Загрузка прервалась из-за ошибки системы. Принятые строки сохранены; запустите файл ещё раз."
        _set(run, state=ImportRun.State.FAILED, message=told)
        raise
    _write_down(run, result)
    _set(run, state=ImportRun.State.DONE, rejected_file=_kept(run, rejected) if result.rejected_file else "")
    return run


def refuse_import(run: ImportRun) -> None:
    """End a waiting run whose sender may no longer load files."""
    told = "Файл не загружен: у того, кто его отправил, больше нет права загружать. Пусть его отправит другой."
    if run.state == ImportRun.State.WAITING:
        _set(run, state=ImportRun.State.FAILED, message=told)


def end_lost_imports() -> int:
    """End the runs whose worker fell silent (power, `kill -9`), so that nobody waits for them; called by `tick`."""
    silent = Q(touched_at__lt=timezone.now() - SILENCE) | Q(touched_at=None)
    lost = ImportRun.objects.filter(silent, state=ImportRun.State.RUNNING)
    told = "Загрузка оборвалась: сервер остановили. Принятые строки сохранены; отправьте файл снова, повторов не будет."
    return lost.update(state=ImportRun.State.FAILED, message=told)


def _run(actor: Actor, run_id: int, rows: QuerySet[ImportRun] | None = None) -> ImportRun:
    if not can_import_feedback(actor):
        raise NotFound
    own = (ImportRun.objects.all() if rows is None else rows).filter(administration_id=actor.administration_id)
    found = own.filter(pk=run_id).first()
    if found is None:
        raise NotFound
    return found


def _kept(run: ImportRun, rejected: Path) -> str:
    """The place of the rejected rows, where every node finds them."""
    place = f"{run.administration_id}/rejected/{run.pk}.csv"
    file_store().take(place, rejected)
    rejected.parent.rmdir()
    return place


def _write_down(run: ImportRun, so_far: ImportResult) -> None:
    counts = {name: count for name, count in asdict(so_far).items() if name in {"accepted", "known", "rejected"}}
    _set(run, row_count=sum(counts.values()) + so_far.skipped, changed=so_far.changed, **counts)


def _set(run: ImportRun, **values: object) -> None:
    written = {**values, "touched_at": timezone.now()}
    for name, value in written.items():
        setattr(run, name, value)
    run.save(update_fields=list(written))
