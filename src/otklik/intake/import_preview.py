"""The first rows of a file as they would be understood, with what is wrong beside each."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import Form, SenderKind
from otklik.core.incoming import IncomingFeedback
from otklik.core.labels import Labelled
from otklik.importers.contract import EXTRA_CELLS, NumberedRow, UnreadableFile
from otklik.importers.guess import guess_mapping
from otklik.importers.mapping import FIELD_TITLES, Mapping, MappingError
from otklik.importers.registry import read_rows
from otklik.importers.row_mapper import Rejection, RowMapper
from otklik.intake.bulk.catalogue import gather_lookups
from otklik.intake.bulk.rows import RowMaker, Unplaceable
from otklik.intake.import_runs import source_path
from otklik.intake.models import ImportRun

SHOWN = 20
#: Rows looked at for the words of a column; words of a list are few and short.
LOOKED_AT, MOST_WORDS, LONGEST_WORD = 2000, 30, 80
#: Values that stand where the source says nothing.
USUAL = (None, "", 1, SenderKind.NOT_STATED, Form.WRITTEN)


@dataclass(frozen=True)
class FileHead:
    """Columns of a file and its first rows."""

    columns: tuple[str, ...]
    rows: tuple[NumberedRow, ...]
    #: Column -> its different words in the first thousands of rows; columns with many or long ones stay out.
    words: MappingOf[str, tuple[str, ...]] = field(default_factory=dict)

    def guess(self) -> Mapping:
        """The mapping that the header and the cells suggest; MappingError for a file without columns."""
        return guess_mapping(self.columns, [row for _, row in self.rows])


@dataclass(frozen=True)
class PreviewRow:
    """One row: what became of its fields («Канал» → «почта»), and the problem or the reason to leave it out."""

    number: int
    fields: tuple[tuple[str, str], ...]
    problem: str = ""
    is_skipped: bool = False


def file_head(run: ImportRun) -> FileHead:
    """Read the beginning of the run's file; RuleBroken when it cannot be read."""
    try:
        looked = tuple(islice(read_rows(source_path(run)), LOOKED_AT))
    except UnreadableFile as wrong:
        raise RuleBroken("file", str(wrong), "file") from wrong
    columns = tuple(column for column in looked[0][1] if column != EXTRA_CELLS) if looked else ()
    return FileHead(columns, looked[:SHOWN], _words_of(columns, looked))


def _words_of(columns: Sequence[str], rows: Sequence[NumberedRow]) -> dict[str, tuple[str, ...]]:
    """Different cells of each column that may be a list of statuses or kinds."""
    found: dict[str, dict[str, None]] = {column: {} for column in columns}
    for _, row in rows:
        for column in list(found):
            if word := " ".join(row.get(column, "").split()):
                found[column][word] = None
                if len(word) > LONGEST_WORD or len(found[column]) > MOST_WORDS:
                    del found[column]
    return {column: tuple(sorted(words)) for column, words in found.items()}


def preview(actor: Actor, head: FileHead, mapping: Mapping, channel: str | None) -> list[PreviewRow]:
    """The rows as the import would take them; nothing is written. RuleBroken when the mapping does not fit the file."""
    administration = administration_by_slug(actor.administration_slug)
    try:
        mapper = RowMapper(mapping, head.columns, time_zone=administration.time_zone, channel=channel)
    except MappingError as wrong:
        raise RuleBroken("mapping", str(wrong)) from wrong
    lookups = gather_lookups(administration)
    maker = RowMaker(lookups, lambda _: None)
    titles = {slug: one.title for slug, one in lookups.channels.items()}
    return list(_understood(mapper, maker, titles, head.rows))


def _understood(
    mapper: RowMapper, maker: RowMaker, channels: MappingOf[str, str], rows: Sequence[NumberedRow]
) -> Iterator[PreviewRow]:
    for number, row in rows:
        incoming = mapper(row)
        if isinstance(incoming, Rejection):
            yield PreviewRow(number, (), incoming.reason, incoming.skipped)
            continue
        yield PreviewRow(number, _fields(incoming, channels), _misplaced(maker, incoming))


def _misplaced(maker: RowMaker, incoming: IncomingFeedback) -> str:
    try:
        maker(incoming)
    except Unplaceable as wrong:
        return str(wrong)
    return ""


def _fields(incoming: IncomingFeedback, channels: MappingOf[str, str]) -> tuple[tuple[str, str], ...]:
    """Filled fields in the order of the mapping's titles, text first; what says nothing stays out."""
    values = {name: getattr(incoming, name, None) for name in FIELD_TITLES}
    values["channel"] = channels.get(incoming.channel, incoming.channel)
    told = ((FIELD_TITLES[name], _words(value)) for name, value in values.items() if value not in USUAL)
    return tuple((title, words) for title, words in told if words)


def _words(value: object) -> str:
    if isinstance(value, Labelled):
        return str(value.label)
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{local:%d.%m.%Y %H:%M}" if local.hour or local.minute else f"{local:%d.%m.%Y}"
    return "" if value is None else str(value)
