"""A form on a sheet of its own: boxed cells, some over several rows, laid out as the annex of a decree."""

from textwrap import wrap

from xlsxwriter.worksheet import Worksheet

from otklik.core.document import Document, Row, Table
from otklik.core.figures import cell_text
from otklik.exporters.measure import column_shares
from otklik.exporters.spreadsheet.formats import Formats
from otklik.exporters.spreadsheet.sheets import set_paper
from otklik.exporters.wording import table_caption, table_notes

HEAD_ROW = 2  # sheet row (from 0) of the column titles
_LETTERS, _LINE, _NARROWEST = 130, 15, 5


def write_form(sheet: Worksheet, number: str, table: Table, document: Document, formats: Formats) -> None:
    """Caption, restriction, head, boxed rows with joined cells, notes."""
    set_paper(sheet, document, landscape=True)
    sheet.write_string(0, 0, table_caption(number, table), formats.look("caption"))
    sheet.write_string(1, 0, document.restriction or "", formats.look("line"))
    widths = [max(share * _LETTERS, _NARROWEST) for share in column_shares(table)]
    for position, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.write_string(HEAD_ROW, position, column.title, formats.boxed("center", bold=True))
        sheet.set_column(position, position, width)
    sheet.set_row(HEAD_ROW, _LINE * max(_lines(c.title, w) for c, w in zip(table.columns, widths, strict=True)) + 6)
    for index, row in enumerate(table.rows):
        _write_row(sheet, table, row, HEAD_ROW + 1 + index, formats)
    for index, height in enumerate(_heights(table, widths)):
        sheet.set_row(HEAD_ROW + 1 + index, height)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.repeat_rows(HEAD_ROW)
    _write_notes(sheet, table, sum(widths), formats)


def _write_row(sheet: Worksheet, table: Table, row: Row, at: int, formats: Formats) -> None:
    texts = [cell_text(table, row, position) for position in range(len(row.cells))]
    if row.kind == "group" and not any(texts[1:]):
        sheet.merge_range(at, 0, at, len(texts) - 1, texts[0], formats.boxed("left", bold=True))
        return
    for position, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        look = formats.boxed(table.side(position), bold=cell.bold)
        if cell.covered:
            continue
        if cell.rows > 1:
            sheet.merge_range(at, position, at + cell.rows - 1, position, "", look)
        sheet.write_string(at, position, text, look)


def _heights(table: Table, widths: list[float]) -> list[float]:
    """Enough for every cell: what a joined cell lacks is given to its last row."""
    heights = [float(_LINE)] * len(table.rows)
    for spread in sorted({cell.rows for row in table.rows for cell in row.cells}):
        for index, row in enumerate(table.rows):
            for position, cell in enumerate(row.cells):
                if cell.rows == spread and not cell.covered:
                    width = sum(widths) if row.kind == "group" else widths[position]
                    needed = _LINE * _lines(cell_text(table, row, position), width) + 3
                    last = index + spread - 1
                    heights[last] += max(0.0, needed - sum(heights[index : last + 1]))
    return heights


def _lines(text: str, width: float) -> int:
    """Lines that the text takes in a column of so many letters."""
    return sum(len(wrap(part, max(int(width * 0.98), 4))) or 1 for part in text.split("\n"))


def _write_notes(sheet: Worksheet, table: Table, width: float, formats: Formats) -> None:
    at = HEAD_ROW + 1 + len(table.rows)
    for text in (part for note in table_notes(table) for part in note.split("\n")):
        sheet.merge_range(at, 0, at, len(table.columns) - 1, "", formats.look("note"))
        sheet.write_string(at, 0, text, formats.look("note"))
        sheet.set_row(at, 13 * _lines(text, width * 1.1) + 2)
        at += 1
