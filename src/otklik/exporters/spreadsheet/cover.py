"""The first sheet (words and contents) and the last ones (how each figure was counted, the method)."""

from dataclasses import dataclass
from textwrap import wrap

from xlsxwriter.worksheet import Worksheet

from otklik.core.document import Chart, Document, Heading, Numbered, Paragraph, SignatureBlock, Table, Unit
from otklik.core.figures import figure_text
from otklik.exporters import wording
from otklik.exporters.spreadsheet.formats import Formats
from otklik.exporters.spreadsheet.sheets import set_paper

_LETTERS, _LINE_LETTERS = 70, 84  # width of the column, letters of a line in it
_LINE = 15
_BOLD = 0.88  # bold letters are wider
_SCALES = {"title": 1.5, "subtitle": 1.25, "heading": 1.25, "lead": 1.15, "stamp": 1.1}
CHART_SHEET = "Рисунки"
_PARAGRAPHS = {"body": "plain", "lead": "lead", "note": "note", "stamp": "stamp"}
_RECORDS = 6  # the column of addresses
_LINEAGE_HEADS = ("Таблица", "Строка", "Столбец", "Значение", "Формула", "n", "Записи")


@dataclass(frozen=True)
class Line:
    """One line of a sheet of words; `target` is the sheet it leads to."""

    text: str
    look: str
    target: str = ""


def write_cover(
    sheet: Worksheet, items: tuple[Numbered, ...], links: dict[str, str], document: Document, formats: Formats
) -> None:
    """Restriction, title, text, and a link to every table; `links` gives a table's caption its sheet."""
    title = (Line(document.title, "title"), Line(document.subtitle, "subtitle"), Line(document.basis, "note"))
    approval = wording.approval_lines(document.approval) if document.approval else ()
    lines = [Line(document.restriction or "", "stamp"), *(Line(text, "plain") for text in approval)]
    lines += [Line(document.administration, "plain"), *title]
    lines += [line for item in items for line in _block_lines(item, links, document)]
    lines.append(Line(document.created_note, "note"))
    _write_lines(sheet, lines, document, formats)


def write_lineage(sheet: Worksheet, items: tuple[Numbered, ...], document: Document, formats: Formats) -> None:
    """One line for each figure with a lineage: formula, n, the records behind it."""
    set_paper(sheet, document, landscape=True)
    for position, (head, width) in enumerate(zip(_LINEAGE_HEADS, (9, 40, 18, 16, 60, 9, 40), strict=True)):
        sheet.write_string(0, position, head, formats.head("left"))
        sheet.set_column(position, position, width)
    row = 1
    for item in items:
        for line in _lineage_lines(item, document) if isinstance(item.block, Table) else ():
            for position, text in enumerate(line):
                sheet.write_string(row, position, text, formats.look("plain" if position < _RECORDS else "line"))
            row += 1
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)


def write_method(sheet: Worksheet, document: Document, formats: Formats) -> None:
    """The method, a note a row."""
    notes = [Line(text, "plain") for text in document.method]
    _write_lines(sheet, [Line(wording.METHOD, "heading"), *notes], document, formats)


def _block_lines(item: Numbered, links: dict[str, str], document: Document) -> list[Line]:
    match item.block:
        case Heading() as heading:
            return [Line(wording.heading_text(item, heading.text), "heading")]
        case Paragraph() as paragraph:
            return [Line(paragraph.text, _PARAGRAPHS[paragraph.style])]
        case Table() as table:
            caption = wording.table_caption(item.number, table)
            return [Line(caption, "link", links[caption])]
        case Chart() as chart:
            return [Line(wording.chart_caption(item.number, chart, document), "link", CHART_SHEET)]
        case SignatureBlock() as signature:
            return [Line(f"{signature.position} _______________ {signature.person}", "plain")]
    return []


def _write_lines(sheet: Worksheet, lines: list[Line], document: Document, formats: Formats) -> None:
    set_paper(sheet, document)
    sheet.set_column(0, 0, _LETTERS)
    for row, line in enumerate(line for line in lines if line.text):
        if line.target:
            sheet.write_url(row, 0, f"internal:'{line.target}'!A1", formats.look(line.look), line.text)
        else:
            sheet.write_string(row, 0, line.text, formats.look(line.look))
        scale = _SCALES.get(line.look, 1.0)
        letters = int(_LINE_LETTERS / scale * (_BOLD if line.look in _SCALES else 1.0))
        sheet.set_row(row, _LINE * scale * max(len(wrap(line.text, letters)), 1) + 4)


def _lineage_lines(item: Numbered, document: Document) -> list[tuple[str, ...]]:
    table = item.block
    if not isinstance(table, Table):
        return []
    lines: list[tuple[str, ...]] = []
    for row in table.rows:
        for position, cell in enumerate(row.cells):
            if cell.lineage:
                value = figure_text(cell.value, table.unit_of(cell, position))
                n = "" if cell.lineage.n is None else figure_text(cell.lineage.n, Unit.COUNT)
                place = (item.number, str(row.cells[0].value), table.columns[position].title, value)
                lines.append(
                    (*place, cell.lineage.formula, n, document.site * bool(cell.lineage.url) + cell.lineage.url)
                )
    return lines
