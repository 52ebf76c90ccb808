"""A file of states and answers in the layout of the source it goes back to."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

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
from otklik.registers.changes import MOST_ROWS, changed_items, rows_of
from otklik.registers.going_on import marks_after, stretch_of
from otklik.registers.models import RegisterExport, RegisterSource
from otklik.registers.policies import can_give_back

TOO_MANY = f"За это время изменилось больше {MOST_ROWS} обращений — больше, чем входит в файл."
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
    writer, layout = _writer(actor, source)
    stretch, goes_on = stretch_of(actor, source, since, until)
    if stretch.since > stretch.until:
        raise RuleBroken("period", "Начало периода позже его конца.")
    if stretch.is_part and not goes_on:
        raise RuleBroken("too_many", f"{TOO_MANY} Выберите период короче.")
    marks = marks_after(actor, source, stretch) if goes_on else {}
    told = list(rows_of(changed_items(actor, source, stretch)))
    content = _bytes(form, layout, [writer(facts) for _, facts in told])
    note_looks(actor, (pk for pk, _ in told), OriginalLook.Place.EXPORT)
    local = stretch.until.astimezone(ZoneInfo(source.administration.time_zone))
    export = RegisterExport.objects.create(
        administration_id=actor.administration_id,
        source=source,
        since=stretch.since,
        until=stretch.until,
        row_count=len(told),
        has_personal_data=bool(told),
        file_name=f"{source.title[:60]} {local:%Y-%m-%d %H-%M}.{form}".replace("/", "-"),
        made_by_id=actor.user_id,
        message=f"{TOO_MANY} Остальное войдёт в следующий файл." if stretch.is_part else "",
        **marks,
    )
    audit.record(actor, "give_back", source, f"Состояния и ответы для источника: строк {len(told)}", form=form)
    return MadeFile(export, content, writer.lacks)


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
