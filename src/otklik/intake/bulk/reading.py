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
from otklik.intake.bulk.telling import Plain, Told, tells
from otklik.intake.source_keys import source_key_hex


@dataclass(frozen=True)
class Job:
    """A file, how its columns are understood, and for which database its rows are made."""

    path: Path
    mapping: Mapping
    channel: str | None
    lookups: Lookups
    vendor: Vendor
    chunk_size: int
    #: Whether the states that the rows tell of are read as well (`telling`).
    reads_states: bool = False


class Chunk(NamedTuple):
    """Messages (None: not one), rejected rows with number and reason, and how many rows the mapping left out.

    `told`: what rows say of the state of their case, by the source's key, the last row of a key.
    """

    messages: Messages | None
    rejected: list[tuple[int, SourceRow, str]]
    skipped: int
    told: dict[str, Plain]


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
    tell = Told(job.mapping, mapper) if job.reads_states and tells(job.mapping) else None
    steps = Steps(mapper, make, packer(job.vendor), tell)
    while any(chunk := _chunk(islice(rows, job.chunk_size), steps)):
        yield chunk


class Steps(NamedTuple):
    """What is done with every row."""

    map: RowMapper
    make: RowMaker
    pack: Callable[[Prepared], Packed]
    tell: Told | None


def _chunk(rows: Iterable[NumberedRow], steps: Steps) -> Chunk:
    mapper, make, pack, tell = steps
    packed: list[Packed] = []
    rejected: list[tuple[int, SourceRow, str]] = []
    told: dict[str, Plain] = {}
    skipped = 0
    for number, row in rows:
        incoming = mapper(row)
        if not isinstance(incoming, Rejection):
            try:
                prepared = make(incoming)
                key = prepared.key
                packed.append(pack(prepared))
            except Unplaceable as wrong:
                key = source_key_hex(incoming)
                rejected.append((number, row, str(wrong)))
            if tell and (said := tell(row, incoming)):
                told[key] = said
        elif incoming.skipped:
            skipped += 1
        else:
            rejected.append((number, row, incoming.reason))
    references = {table: sorted(one for one in ids if one and one != NULL) for table, ids in make.used.items()}
    messages = columns_of(packed, references, make.take_new_counts()) if packed else None
    return Chunk(messages, rejected, skipped, told)
