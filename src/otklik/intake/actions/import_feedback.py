"""Taking in a file: read, mapped, checked and written chunk by chunk, in bounded memory."""

import csv
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

from django.db import connection

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Channel
from otklik.importers.contract import EXTRA_CELLS, Row, UnreadableFile
from otklik.importers.mapping import Mapping, MappingError
from otklik.intake.bulk.catalogue import add_reason, gather_lookups
from otklik.intake.bulk.dialect import Dialect, dialect
from otklik.intake.bulk.lookups import Lookups
from otklik.intake.bulk.overlapping import Take, Turn, stored
from otklik.intake.bulk.packing import Messages
from otklik.intake.bulk.reader import chunks_of, is_large, told_by
from otklik.intake.bulk.reading import Chunk, Job
from otklik.intake.bulk.store import Store
from otklik.intake.bulk.telling import Plain
from otklik.intake.policies import can_import_feedback

CHUNK = 5000
#: Told by the source's key what rows say of their cases; how many cases had news.
Compare = Callable[[dict[str, Plain]], int]
#: What stands before the source's own columns in the file of rejected rows.
ADDED_COLUMNS = ("Строка файла", "Почему отклонена")


@dataclass
class ImportResult:
    """What became of the rows of a file."""

    accepted: int = 0
    known: int = 0
    rejected: int = 0
    skipped: int = 0
    rejected_file: str = ""
    #: Of the known ones: whose state in the outside register changed (`update_outer_states`).
    changed: int = 0

    def as_json(self) -> dict[str, object]:
        """The stable part for `--json`."""
        return {
            "accepted": self.accepted,
            "known": self.known,
            "changed": self.changed,
            "rejected": self.rejected,
            "rejected_file": self.rejected_file or None,
        }


def import_feedback(
    *,
    actor: Actor,
    path: Path,
    mapping: Mapping,
    channel: str | None = None,
    dry_run: bool = False,
    rejected_to: Path,
    progress: Callable[[ImportResult], None] = lambda _: None,
    compare: Compare | None = None,
) -> ImportResult:
    """Import a file; the same row twice is one item, by the source's number or by its content.

    `compare` is told, chunk by chunk, what rows that were known say of their cases now, and answers how many had news.

    What it stored is found by words after `text_index.catch_up`, which the caller starts. RuleBroken when the file
    cannot be read or the mapping does not fit it. Порядок: murashi 2.2, livny 3.
    """
    if not can_import_feedback(actor):
        raise NotFound
    administration = Administration.objects.get(pk=actor.administration_id)
    lookups, writer = gather_lookups(administration), dialect()
    _refuse_unknown(channel, lookups, administration)
    job = Job(path, mapping, channel, lookups, writer.vendor, CHUNK, reads_states=bool(compare))
    take = _counter(administration, writer) if dry_run else Store(administration, writer)
    add = partial(add_reason, administration) if not dry_run else lambda _: None
    result = ImportResult()
    try:
        with RejectedRows(rejected_to) as rejected, writer.tuned(), chunks_of(job, add) as chunks:
            overlapping = not dry_run and _overlaps(path, writer)
            for chunk, fresh in stored(chunks, take, overlapping=overlapping):
                for number, row, reason in chunk.rejected:
                    rejected.add(number, row, reason)
                has_known = _count(chunk, fresh, result)
                if compare and chunk.told and (has_known or chunk.rejected):
                    result.changed += compare(told_by(chunk))
                result.rejected = rejected.count
                progress(result)
    except (UnreadableFile, MappingError) as wrong:
        raise RuleBroken("file", str(wrong), "file") from wrong
    result.rejected_file = str(rejected_to) if result.rejected else ""
    if not dry_run:
        summary = f"Загрузка «{path.name}»: принято {result.accepted}, известно {result.known}"
        audit.record(actor, "import", administration, f"{summary}, отклонено {result.rejected}", mapping=mapping.name)
    return result


def _overlaps(path: Path, writer: Dialect) -> bool:
    """Whether two connections are worth it, and possible: not inside of somebody's transaction."""
    return writer.has_many_writers and is_large(path) and not connection.in_atomic_block


def _count(chunk: Chunk, fresh: int, result: ImportResult) -> bool:
    """Add what became of a chunk; whether some of it was known."""
    known = len(chunk.messages.keys) - fresh if chunk.messages else 0
    result.skipped += chunk.skipped
    result.accepted += fresh
    result.known += known
    return known > 0


def _refuse_unknown(channel: str | None, lookups: Lookups, administration: Administration) -> None:
    if channel and channel not in lookups.channels:
        own = Channel.objects.filter(administration=administration, is_active=True)
        known = ", ".join(sorted(own.values_list("slug", flat=True)))
        raise RuleBroken("channel_unknown", f"Канала «{channel}» нет. Есть: {known}.", "channel")


def _counter(administration: Administration, writer: Dialect) -> Take:
    """Counts what would be new, a row that comes twice in the file once; eight bytes of each key are kept."""
    seen: set[int] = set()

    def count(messages: Messages, turn: Turn) -> int:
        turn()
        fresh = {key: int(key[:16], 16) for key in messages.keys}
        for key in writer.known_keys(administration.pk, list(fresh)):
            del fresh[key]
        before = len(seen)
        seen.update(fresh.values())
        return len(seen) - before

    return count


class RejectedRows:
    """The file of rejected rows: the row as it was, its number and the reason; made only when there is one."""

    def __init__(self, path: Path) -> None:
        self.path, self.count = path, 0
        self._stack = ExitStack()
        self._writer: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, number: int, row: Row, reason: str) -> None:
        """Write one rejected row."""
        self.count += 1
        if self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            stream = self._stack.enter_context(self.path.open("w", newline="", encoding="utf-8-sig"))
            self._writer = csv.writer(stream, delimiter=";")
            self._writer.writerow([*ADDED_COLUMNS, *(column for column in row if column != EXTRA_CELLS)])
        self._writer.writerow([number, reason, *row.values()])
