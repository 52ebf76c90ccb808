"""Looking into a source: new files are taken in, moved away, and their rejected rows laid beside."""

from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path

import structlog
from django.db.models import Q
from django.utils import timezone

from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.source_files import SourceFile as KeptFile
from otklik.base.source_files import source_kept
from otklik.importers.layout import layout_of
from otklik.importers.mapping import MappingError
from otklik.importers.mapping_toml import mapping_to_toml
from otklik.intake import text_index
from otklik.intake.actions.forget_abandoned_files import forget_unused
from otklik.intake.actions.keep_import_file import LARGEST_BYTES
from otklik.intake.actions.queue_import import work_import
from otklik.intake.import_runs import rejected_rows
from otklik.intake.mappings import find_mapping
from otklik.intake.models import ImportRun
from otklik.registers.due import is_due
from otklik.registers.models import RegisterSource, SourceFile
from otklik.registers.places.contract import ACCEPTED, SETTLED_SECONDS, WITH_ERRORS, Found, Place, PlaceRefused
from otklik.registers.places.opening import open_place
from otklik.registers.policies import can_manage_sources

log = structlog.get_logger(__name__)
#: A pass that was silent for so long has lost its worker.
SILENCE = timedelta(hours=2)
BROKEN = "Просмотр прервался из-за ошибки системы: подробности в её журнале. Он повторится сам."
REJECTED_TAIL, REASON_TAIL = "-отклонено.csv", "-не принят.txt"
MOST_FILES = 50


def queue_due_sources() -> int:
    """Send the sources whose time has come to the worker; how many. Called by `tick`."""
    from otklik.registers.tasks import look_into_source  # noqa: PLC0415 - the task calls this module back

    now, count = timezone.now(), 0
    for source in RegisterSource.objects.filter(is_active=True).select_related("administration"):
        if is_due(source, now):
            RegisterSource.objects.filter(pk=source.pk).update(looked_at=now)
            look_into_source.enqueue(source.pk)
            count += 1
    return count


def ask_for_look(*, actor: Actor, source_id: int) -> None:
    """Send one's own source to the worker now; NotFound for another's."""
    from otklik.registers.tasks import look_into_source  # noqa: PLC0415

    own = RegisterSource.objects.filter(administration_id=actor.administration_id, pk=source_id)
    if not can_manage_sources(actor) or not own.exists():
        raise NotFound
    look_into_source.enqueue(source_id)


def take_from_source(source_id: int) -> int:
    """Take in what is new; how many files. What cannot be reached is written down and tried again later.

    Repeated after a crash it takes the same file again, which doubles nothing: rows are known by their numbers.
    """
    now = timezone.now()
    free = Q(busy_since=None) | Q(busy_since__lt=now - SILENCE)
    claimed = RegisterSource.objects.filter(free, pk=source_id, is_active=True).update(busy_since=now, looked_at=now)
    if not claimed:
        return 0
    source = RegisterSource.objects.select_related("administration", "channel").get(pk=source_id)
    error, count = BROKEN, 0
    try:
        with open_place(source) as place:
            for found in _waiting(source, place, now.timestamp()):
                count += _take(source, place, found)
        error = ""
    except PlaceRefused as wrong:
        error = str(wrong)
    finally:
        failures = source.failure_count + 1 if error else 0
        told = {"last_error": error[:500], "failure_count": failures, "busy_since": None}
        RegisterSource.objects.filter(pk=source_id, busy_since=now).update(**told)  # unless another has it by now
    text_index.catch_up()
    return count


def source_waits(source_id: int) -> None:
    """Whoever looked into it died: the next need not wait for the silence."""
    RegisterSource.objects.filter(pk=source_id).update(busy_since=None)


def _waiting(source: RegisterSource, place: Place, now: float) -> list[Found]:
    """Files of the pattern that nobody is writing to, the oldest first."""
    pattern = source.pattern.casefold() or "*"
    fit = [
        one
        for one in place.listing()
        if fnmatch(one.name.casefold(), pattern)
        and not one.name.startswith(".")
        and not one.name.endswith((REJECTED_TAIL, REASON_TAIL))
        and not 0 <= now - one.written_at < SETTLED_SECONDS
    ]
    return sorted(fit, key=lambda one: (one.written_at, one.name))[:MOST_FILES]


def _take(source: RegisterSource, place: Place, found: Found) -> int:
    """One file: kept, compared by its digest, taken in, moved away; 1 when it was new."""
    try:
        with source_kept(
            source.administration_id, "imports", place.read(found.name), found.name,
            most_bytes=LARGEST_BYTES, advice="Выгрузите за меньшее время.",
        ) as kept:  # fmt: skip
            source.layout = layout_of(kept.path).as_json()
    except RuleBroken as wrong:
        _refuse(source, place, found, wrong.message)
        return 0
    known, is_new = SourceFile.objects.get_or_create(
        source=source,
        digest=kept.digest,
        defaults={"name": found.name[:200], "size": found.size, "found_at": timezone.now()},
    )
    if not is_new and known.state == SourceFile.State.ACCEPTED:
        place.move(found.name, ACCEPTED)
        _forget(kept)
        return 0
    RegisterSource.objects.filter(pk=source.pk).update(layout=source.layout)
    _finish(known, place, found.name, _run(source, kept))
    return 1


def _run(source: RegisterSource, kept: KeptFile) -> ImportRun:
    """The run of the file, carried out at once; it belongs to who named the source."""
    actor = system_actor(source.administration_id, source.administration.slug)
    run = ImportRun(administration=source.administration, file=kept.store(), file_name=kept.name)
    run.channel, run.started_by_id = source.channel, source.created_by_id
    try:
        run.mapping_toml = mapping_to_toml(find_mapping(actor, source.mapping_name))
    except MappingError as wrong:
        run.state, run.message = ImportRun.State.FAILED, str(wrong)[:500]
        run.save()
        return run
    run.save()
    return work_import(actor=actor, run_id=run.pk)


def _finish(taken: SourceFile, place: Place, name: str, run: ImportRun) -> None:
    """Move the file where its result belongs, lay the rejected rows beside it, write down what became of it."""
    has_failed = run.state == ImportRun.State.FAILED
    folder = WITH_ERRORS if has_failed or run.rejected else ACCEPTED
    there = Path(place.move(name, folder)).stem
    if run.rejected_file:
        place.put(folder, f"{there}{REJECTED_TAIL}", rejected_rows(run).read_bytes())
    if has_failed:
        place.put(folder, f"{there}{REASON_TAIL}", run.message.encode("utf-8-sig"))
    taken.run, taken.message = run, run.message
    taken.state = SourceFile.State.WITH_ERRORS if folder == WITH_ERRORS else SourceFile.State.ACCEPTED
    taken.save(update_fields=["run", "message", "state"])


def _refuse(source: RegisterSource, place: Place, found: Found, why: str) -> None:
    """A file that is no table: away with it, and the reason beside."""
    there = Path(place.move(found.name, WITH_ERRORS)).stem
    place.put(WITH_ERRORS, f"{there}{REASON_TAIL}", why.encode("utf-8-sig"))
    log.info("source_file_refused", source=source.pk)
    SourceFile.objects.update_or_create(
        source=source,
        digest=f"refused:{found.size}:{int(found.written_at)}:{found.name}"[:64],
        defaults={
            "name": found.name[:200], "size": found.size, "found_at": timezone.now(),
            "state": SourceFile.State.WITH_ERRORS, "message": why[:500],
        },
    )  # fmt: skip


def _forget(kept: KeptFile) -> None:
    """A copy that nobody needs: its row and bytes."""
    forget_unused([kept.store().pk])
