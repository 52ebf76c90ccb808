"""From a file to chunks of rows that are ready for the database: read, mapped, checked, packed. No Django here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from otklik.importers.contract import EXTRA_CELLS, NumberedRow
from otklik.importers.contract import Row as SourceRow
from otklik.importers.mapping import Mapping
from otklik.importers.registry import read_rows
from otklik.importers.row_mapper import Rejection, RowMapper
from otklik.intake.bulk.columns import ColumnMaker, PlainRows
from otklik.intake.bulk.lookups import Lookups
from otklik.intake.bulk.packing import Messages, Packed, Packer, Vendor, packer
from otklik.intake.bulk.rows import NULL, RowMaker, Unplaceable
from otklik.intake.bulk.telling import Plain, Said, Told, tells
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

    `told`: what rows say of the state of their case, by the source's key, the last row of a key (`reader.told_by`).
    """

    messages: Messages | None
    rejected: list[tuple[int, SourceRow, str]]
    skipped: int
    told: dict[str, Plain] | bytes


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
    pack = packer(job.vendor)
    steps = Steps(mapper, make, pack, tell, ColumnMaker(mapper, make, pack))
    while taken := list(islice(rows, job.chunk_size)):
        yield _chunk(taken, steps)


class Steps(NamedTuple):
    """What is done with every row."""

    map: RowMapper
    make: RowMaker
    pack: Packer
    tell: Told | None
    make_plain: ColumnMaker


def _chunk(rows: list[NumberedRow], steps: Steps) -> Chunk:
    sources = [row for _, row in rows]
    plain = steps.make_plain(sources)
    odd = Odd({}, [], [], [])
    if len(plain.places) < len(rows):
        odd = _one_by_one(rows, set(plain.places), steps)
    said = steps.tell.many(sources, plain) if steps.tell else []
    told = {key: state for _, key, state in (sorted([*said, *odd.said]) if odd.said else said)}
    columns = _merged(plain, odd.made)
    if not columns:
        return Chunk(None, odd.rejected, len(odd.skipped), told)
    references = {table: sorted(one for one in ids if one and one != NULL) for table, ids in steps.make.used.items()}
    messages = Messages._make([*columns, references, steps.make.take_new_counts()])
    return Chunk(messages, odd.rejected, len(odd.skipped), told)


class Odd(NamedTuple):
    """What became of rows that are not plain; `made` and `said` (place, key, state) by their places in the chunk."""

    made: dict[int, Packed]
    rejected: list[tuple[int, SourceRow, str]]
    skipped: list[int]
    said: list[Said]


def _one_by_one(rows: list[NumberedRow], plain: set[int], steps: Steps) -> Odd:
    odd = Odd({}, [], [], [])
    for place, (number, row) in enumerate(rows):
        if place in plain:
            continue
        incoming = steps.map(row)
        if not isinstance(incoming, Rejection):
            try:
                prepared = steps.make(incoming)
                key = prepared.key
                odd.made[place] = steps.pack.one(prepared)
            except Unplaceable as wrong:
                key = source_key_hex(incoming)
                odd.rejected.append((number, row, str(wrong)))
            if steps.tell and (state := steps.tell(row, incoming)):
                odd.said.append((place, key, state))
        elif incoming.skipped:
            odd.skipped.append(number)
        else:
            odd.rejected.append((number, row, incoming.reason))
    return odd


def _merged(plain: PlainRows, odd: dict[int, Packed]) -> list[Sequence[Packed]]:
    """Columns of both in the order of the file."""
    if not odd:
        return plain.columns
    by_place = odd | dict(zip(plain.places, zip(*plain.columns, strict=True), strict=True)) if plain.columns else odd
    return [list(column) for column in zip(*[by_place[place] for place in sorted(by_place)], strict=True)]
