"""A file of states and answers in the layout of the source it goes back to."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.exporters.register_file.tables import csv_bytes, xlsx_bytes
from otklik.importers.layout import Layout
from otklik.importers.mapping import MappingError
from otklik.importers.row_writer import RowWriter
from otklik.intake.actions.note_look import note_looks
from otklik.intake.mappings import find_mapping
from otklik.intake.models import ImportMapping, OriginalLook
from otklik.registers.changes import changed_items, rows_of
from otklik.registers.models import RegisterExport, RegisterSource
from otklik.registers.policies import can_give_back

MEDIA_TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@dataclass(frozen=True)
class MadeFile:
    """A file, and the row that remembers it; `lacks` are facts that the source's layout has no column for."""

    export: RegisterExport
    content: bytes
    lacks: tuple[str, ...]


@transaction.atomic
def give_back(
    *, actor: Actor, source_id: int, form: str = "csv", since: datetime | None = None, until: datetime | None = None
) -> MadeFile:
    """Make the file of what changed in the time, without it of what changed since the last file of the source.

    Answers name people: the right over contacts is asked for, each look is written down. RuleBroken when the layout of
    the source is not known yet. Порядок: livny 3.
    """
    if not can_give_back(actor):
        raise NotFound
    own = RegisterSource.objects.filter(administration_id=actor.administration_id, pk=source_id)
    source = own.select_related("administration").first()
    if source is None:
        raise NotFound
    since, until = since or last_end(source), until or timezone.now()
    writer, layout = _writer(actor, source)
    told = list(rows_of(changed_items(actor, source, since, until)))
    rows = [writer(facts) for _, facts in told]
    content = _bytes(form, layout, rows)
    note_looks(actor, (pk for pk, _ in told), OriginalLook.Place.EXPORT)
    name = f"{source.title[:60]} {timezone.localtime(until):%Y-%m-%d %H-%M}.{form}".replace("/", "-")
    export = RegisterExport.objects.create(
        administration_id=actor.administration_id,
        source=source,
        since=since,
        until=until,
        row_count=len(rows),
        has_personal_data=bool(rows),
        file_name=name,
        made_by_id=actor.user_id,
    )
    audit.record(actor, "give_back", source, f"Состояния и ответы для источника: строк {len(rows)}", form=form)
    return MadeFile(export, content, writer.lacks)


def last_end(source: RegisterSource) -> datetime:
    """Where the last file that left ended; the beginning of times where there was none."""
    gone = source.exports.exclude(way=RegisterExport.Way.FAILED).filter(profile="").order_by("-until").first()
    return gone.until if gone else datetime(2000, 1, 1, tzinfo=timezone.get_current_timezone())


def _writer(actor: Actor, source: RegisterSource) -> tuple[RowWriter, Layout]:
    kept = ImportMapping.objects.filter(administration_id=actor.administration_id, name=source.mapping_name).first()
    layout = Layout.from_json(source.layout) or (Layout.from_json(kept.layout) if kept else None)
    if layout is None:
        told = "Столбцы этого источника ещё не известны: сначала должен прийти хотя бы один его файл."
        raise RuleBroken("layout", told)
    try:
        mapping = find_mapping(actor, source.mapping_name)
    except MappingError as wrong:
        raise RuleBroken("mapping", str(wrong)) from wrong
    return RowWriter(mapping, layout, time_zone=source.administration.time_zone), layout


def _bytes(form: str, layout: Layout, rows: list[list[str]]) -> bytes:
    if form == "xlsx":
        return xlsx_bytes(layout.columns, rows)
    return csv_bytes(layout.columns, rows, encoding=layout.encoding, separator=layout.separator)
