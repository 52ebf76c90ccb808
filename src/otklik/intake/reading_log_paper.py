"""The log of readings as a neutral document, for the exporters."""

from itertools import islice
from zoneinfo import ZoneInfo

from otklik.base.actor import Actor
from otklik.catalog.queries import administration_by_slug
from otklik.core.document import Cell, Column, Document, Paragraph, Row, Table
from otklik.intake.reading_log import MOST_TAKEN, LoggedReading, ReadingFilter, in_words, log_rows

FORMATS = ("csv", "xlsx")
_COLUMNS = ("Когда", "Кто", "Сообщение", "Что сделано", "Кодировочная книга", "Отменено", "Отметки")


def reading_log_document(actor: Actor, chosen: ReadingFilter) -> Document:
    """The newest readings under the filter, MOST_TAKEN at most; says so when there were more. NotFound as the log."""
    administration = administration_by_slug(actor.administration_slug)
    found = list(islice(log_rows(actor, chosen), MOST_TAKEN + 1))
    zone = ZoneInfo(administration.time_zone)
    rows = tuple(_row(one, zone) for one in in_words(actor, found[:MOST_TAKEN]))
    table = Table("Кто что прочитал", tuple(Column(title) for title in _COLUMNS), rows, sheet="Чтения")
    cut = Paragraph(f"Показаны последние {MOST_TAKEN} записей: сузьте отбор.", "note")
    return Document(
        title="Журнал чтений",
        administration=administration.title,
        blocks=(table, cut) if len(found) > MOST_TAKEN else (table,),
        slug="readings",
    )


def _row(logged: LoggedReading, zone: ZoneInfo) -> Row:
    reading = logged.reading
    undone = f"{reading.undone_at.astimezone(zone):%d.%m.%Y %H:%M}" if reading.undone_at else ""
    words = (
        f"{reading.at.astimezone(zone):%d.%m.%Y %H:%M}",
        str(reading.reader or ""),
        str(reading.item),
        reading.get_stage_display(),
        str(reading.codebook or ""),
        undone,
        logged.words,
    )
    return Row(tuple(Cell(word) for word in words))
