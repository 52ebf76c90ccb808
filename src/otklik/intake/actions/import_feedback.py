"""Taking in a file: read, mapped, checked and written chunk by chunk, in bounded memory."""

import csv
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from django.db import connection

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration
from otklik.importers.contract import EXTRA_CELLS, Row, UnreadableFile
from otklik.importers.mapping import Mapping, MappingError
from otklik.importers.registry import read_rows
from otklik.importers.row_mapper import Rejection, RowMapper
from otklik.intake.bulk.dialect import Dialect, dialect
from otklik.intake.bulk.lookups import Lookups
from otklik.intake.bulk.rows import Prepared, RowMaker, Unplaceable
from otklik.intake.bulk.store import store_chunk
from otklik.intake.policies import can_import_feedback

CHUNK = 5000


@dataclass
class ImportResult:
    """What became of the rows of a file."""

    accepted: int = 0
    known: int = 0
    rejected: int = 0
    skipped: int = 0
    rejected_file: str = ""

    def as_json(self) -> dict[str, object]:
        """The stable part for `--json`."""
        return {
            "accepted": self.accepted,
            "known": self.known,
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
) -> ImportResult:
    """Import a file; the same row twice is one item, by the source's number or by its content.

    RuleBroken when the file cannot be read or the mapping does not fit it. Порядок: murashi 2.2, livny 3.
    """
    if not can_import_feedback(actor):
        raise NotFound
    administration = Administration.objects.get(pk=actor.administration_id)
    lookups, writer = Lookups.of(administration, adds_reasons=not dry_run), dialect()
    if channel and channel not in lookups.channels:
        known = ", ".join(sorted({one.slug for one in lookups.channels.values()}))
        raise RuleBroken("channel_unknown", f"Канала «{channel}» нет. Есть: {known}.", "channel")
    try:
        with RejectedRows(rejected_to) as rejected:
            maker = RowMaker(lookups, writer.moment)
            zone = administration.time_zone
            source = _prepared(path, mapping, maker, rejected, channel=channel, time_zone=zone)
            result = _write(administration, writer, source, rejected, dry_run=dry_run, progress=progress)
    except (UnreadableFile, MappingError) as wrong:
        raise RuleBroken("file", str(wrong), "file") from wrong
    result.rejected_file = str(rejected_to) if result.rejected else ""
    if not dry_run:
        summary = f"Загрузка «{path.name}»: принято {result.accepted}, известно {result.known}"
        audit.record(actor, "import", administration, f"{summary}, отклонено {result.rejected}", mapping=mapping.name)
    return result


class RejectedRows:
    """The file of rejected rows: the row as it was, its number and the reason; made only when there is one."""

    def __init__(self, path: Path) -> None:
        self.path, self.count, self.skipped = path, 0, 0
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
            self._writer.writerow(["Строка", "Причина", *(column for column in row if column != EXTRA_CELLS)])
        self._writer.writerow([number, reason, *row.values()])


def _prepared(
    path: Path, mapping: Mapping, maker: RowMaker, rejected: RejectedRows, *, channel: str | None, time_zone: str
) -> Iterator[Prepared]:
    mapper: RowMapper | None = None
    for number, row in read_rows(path):
        if mapper is None:
            columns = [column for column in row if column != EXTRA_CELLS]
            mapper = RowMapper(mapping, columns, time_zone=time_zone, channel=channel)
        incoming = mapper(row)
        if isinstance(incoming, Rejection):
            if incoming.skipped:
                rejected.skipped += 1
            else:
                rejected.add(number, row, incoming.reason)
            continue
        try:
            yield maker(incoming)
        except Unplaceable as wrong:
            rejected.add(number, row, str(wrong))


def _write(
    administration: Administration,
    writer: Dialect,
    source: Iterator[Prepared],
    rejected: RejectedRows,
    *,
    dry_run: bool,
    progress: Callable[[ImportResult], None],
) -> ImportResult:
    """Read the next chunk while the database takes in the last one: two processors work at once."""
    result = ImportResult()
    store: Callable[..., int] = _count_new if dry_run else store_chunk
    # Inside a transaction the write must go through this thread's own connection.
    pool = None if connection.in_atomic_block else ThreadPoolExecutor(1)
    pending: tuple[int, Future[int]] | None = None
    try:
        for chunk in _chunks(source):
            if pool is None:
                _settle(result, len(chunk), store(administration, writer, chunk))
            else:
                _await(result, pending)
                pending = (len(chunk), pool.submit(store, administration, writer, chunk))
            result.rejected, result.skipped = rejected.count, rejected.skipped
            progress(result)
        _await(result, pending)
    finally:
        if pool is not None:
            pool.submit(_close_own_connection).result()
            pool.shutdown()
    result.rejected, result.skipped = rejected.count, rejected.skipped
    progress(result)
    return result


def _chunks(source: Iterator[Prepared]) -> Iterator[list[Prepared]]:
    chunk: list[Prepared] = []
    for prepared in source:
        chunk.append(prepared)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _await(result: ImportResult, pending: tuple[int, Future[int]] | None) -> None:
    if pending is not None:
        _settle(result, pending[0], pending[1].result())


def _settle(result: ImportResult, size: int, fresh: int) -> None:
    result.accepted += fresh
    result.known += size - fresh


def _count_new(administration: Administration, writer: Dialect, chunk: list[Prepared]) -> int:
    keys = {prepared.source_key for prepared in chunk}
    return len(keys) - len(writer.known_keys(administration.pk, list(keys)))


def _close_own_connection() -> None:
    """The writing thread's connection, found by name inside that thread."""
    connection.close()
