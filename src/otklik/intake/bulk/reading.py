"""From a file to chunks of rows that are ready for the database: read, mapped, checked, packed. No Django here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from otklik.importers.contract import EXTRA_CELLS, NumberedRow
from otklik.importers.contract import Row as SourceRow
from otklik.importers.mapping import Mapping
from otklik.importers.registry import read_rows
from otklik.importers.row_mapper import Rejection, RowMapper
from otklik.intake.bulk.lookups import Lookups
from otklik.intake.bulk.packing import Messages, Packed, Vendor, columns_of, packer
from otklik.intake.bulk.rows import NULL, Prepared, RowMaker, Unplaceable


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
    """Messages (None: not one), rejected rows with number and reason, and how many rows the mapping left out."""

    messages: Messages | None
    rejected: list[tuple[int, SourceRow, str]]
    skipped: int


def read_chunks(job: Job, add_reason: Callable[[str], str | None]) -> Iterator[Chunk]:
    """The whole file, chunk by chunk; UnreadableFile and MappingError come from the importers."""
    make = RowMaker(job.lookups, add_reason, null=NULL if job.vendor == "postgresql" else None)
    rows = read_rows(job.path)
    first = next(rows, None)
    if first is None:
        return
    columns = [column for column in first[1] if column != EXTRA_CELLS]
    mapper = RowMapper(job.mapping, columns, time_zone=job.lookups.time_zone, channel=job.channel)
    rows = chain([first], rows)
    pack = packer(job.vendor)
    while any(chunk := _chunk(islice(rows, job.chunk_size), mapper, make, pack)):
        yield chunk


def _chunk(rows: Iterable[NumberedRow], mapper: RowMapper, make: RowMaker, pack: Callable[[Prepared], Packed]) -> Chunk:
    packed: list[Packed] = []
    rejected: list[tuple[int, SourceRow, str]] = []
    skipped = 0
    for number, row in rows:
        incoming = mapper(row)
        if not isinstance(incoming, Rejection):
            try:
                packed.append(pack(make(incoming)))
            except Unplaceable as wrong:
                rejected.append((number, row, str(wrong)))
        elif incoming.skipped:
            skipped += 1
        else:
            rejected.append((number, row, incoming.reason))
    references = {table: sorted(one for one in ids if one and one != NULL) for table, ids in make.used.items()}
    return Chunk(columns_of(packed, references) if packed else None, rejected, skipped)
