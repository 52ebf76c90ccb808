"""The report as a workbook: a sheet a table, live formulas, native charts, the lineage of every figure."""

from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook

from otklik.core.document import Document, Numbered, Table, outline
from otklik.exporters import wording
from otklik.exporters.exporter import Exporter
from otklik.exporters.spreadsheet.charts import write_charts
from otklik.exporters.spreadsheet.cover import CHART_SHEET, write_cover, write_lineage, write_method
from otklik.exporters.spreadsheet.formats import Formats
from otklik.exporters.spreadsheet.forms import write_form
from otklik.exporters.spreadsheet.sheets import Names, table_sheet_name
from otklik.exporters.spreadsheet.tables import write_table
from otklik.exporters.wording import HOW_COUNTED, METHOD, full_title

_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render(document: Document) -> bytes:
    """The XLSX file's bytes, the same for the same document; words stay words whatever sign they begin with."""
    target = BytesIO()
    workbook = Workbook(target, _SAFE)
    _set_properties(workbook, document)
    _write_sheets(workbook, document, outline(document))
    workbook.close()
    return target.getvalue()


def _write_sheets(workbook: Workbook, document: Document, items: tuple[Numbered, ...]) -> None:
    formats, names = Formats(workbook), Names()
    cover, charts = workbook.add_worksheet(names.take("Отчёт")), names.take(CHART_SHEET)
    links: dict[str, str] = {}
    for item in items:
        if isinstance(item.block, Table):
            name = names.take(table_sheet_name(item.number, item.block))
            links[wording.table_caption(item.number, item.block)] = name
            write = write_form if item.block.form else write_table
            write(workbook.add_worksheet(name), item.number, item.block, document, formats)
    if any(document.charts()):
        write_charts(workbook, workbook.add_worksheet(charts), items, document, formats)
    if any(table.formulas() for table in document.tables()):
        write_lineage(workbook.add_worksheet(names.take(HOW_COUNTED)), items, document, formats)
    if document.method:
        write_method(workbook.add_worksheet(names.take(METHOD)), document, formats)
    write_cover(cover, items, links, document, formats)


def _set_properties(workbook: Workbook, document: Document) -> None:
    moment = (document.created_at or _UNDATED).astimezone(UTC).replace(tzinfo=None)
    properties = {"title": full_title(document), "author": document.administration, "subject": document.basis}
    workbook.set_properties({**properties, "created": moment})


EXPORTER = Exporter(
    slug="xlsx",
    title="Excel (XLSX)",
    description="Для расчётов: лист на каждую таблицу, формулы, диаграммы, происхождение каждой цифры.",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extension="xlsx",
    render=render,
)
