"""From a file to chunks of rows that are ready for the database: read, mapped, checked, packed. No Django here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from otklik.importers.contract import EXTRA_CELLS
from otklik.importers.contract import Row as SourceRow
from otklik.importers.mapping import Mapping
from otklik.importers.registry import read_rows
from otklik.importers.row_mapper import Rejection, RowMapper
from otklik.intake.bulk.lookups import Lookups
from otklik.intake.bulk.packing import Vendor, packer
from otklik.intake.bulk.rows import RowMaker, Unplaceable


@dataclass(frozen=True)
class Job:
    """A file, how its columns are understood, and for which database its rows are made."""

    path: Path
    mapping: Mapping
    channel: str | None
    lookups: Lookups
    vendor: Vendor
    chunk_size: int


class Chunk(NamedTuple):
    """Messages (fields of `packing.Message`), rejected rows with number and reason, and how many a rule left out."""

    messages: list[tuple[Any, ...]]
    rejected: list[tuple[int, SourceRow, str]]
    skipped: int


def read_chunks(job: Job, add_reason: Callable[[str], str | None]) -> Iterator[Chunk]:
    """The whole file, chunk by chunk; UnreadableFile and MappingError come from the importers."""
    make, pack = RowMaker(job.lookups, add_reason), packer(job.vendor)
    mapper: RowMapper | None = None
    chunk = Chunk([], [], 0)
    for number, row in read_rows(job.path):
        if mapper is None:
            columns = [column for column in row if column != EXTRA_CELLS]
            mapper = RowMapper(job.mapping, columns, time_zone=job.lookups.time_zone, channel=job.channel)
        incoming = mapper(row)
        if isinstance(incoming, Rejection):
            if incoming.skipped:
                chunk = chunk._replace(skipped=chunk.skipped + 1)
            else:
                chunk.rejected.append((number, row, incoming.reason))
        else:
            try:
                chunk.messages.append(pack(make(incoming)))
            except Unplaceable as wrong:
                chunk.rejected.append((number, row, str(wrong)))
        if len(chunk.messages) + len(chunk.rejected) >= job.chunk_size:
            yield chunk
            chunk = Chunk([], [], 0)
    if any(chunk):
        yield chunk
