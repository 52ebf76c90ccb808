"""A table on a sheet of its own: typed values, formulas, frozen head."""

from datetime import date, datetime, time
from textwrap import wrap

from xlsxwriter.worksheet import Worksheet

from otklik.core.document import Cell, Document, Row, Table, Unit
from otklik.core.figures import MISSING, cell_text
from otklik.exporters.spreadsheet.formats import Formats
from otklik.exporters.spreadsheet.formulas import PERCENT_POINTS, cell_formula
from otklik.exporters.spreadsheet.sheets import set_paper
from otklik.exporters.wording import table_caption, table_notes

HEAD_ROW = 2  # sheet row (from 0) of the column titles
_WIDEST, _NARROWEST, _LANDSCAPE_FROM, _LINE = 46, 12, 7, 15
_BOLD = 0.85  # letters of a caption in the width of one letter of a column


def write_table(sheet: Worksheet, number: str, table: Table, document: Document, formats: Formats) -> None:
    """Caption, restriction, head, rows, notes."""
    set_paper(sheet, document, landscape=len(table.columns) >= _LANDSCAPE_FROM)
    _write_above(sheet, (table_caption(number, table), document.restriction or ""), table, formats)
    for position, column in enumerate(table.columns):
        sheet.write_string(HEAD_ROW, position, column.title, formats.head(table.side(position)))
        sheet.set_column(position, position, _width(table, position))
    sheet.set_row(HEAD_ROW, _LINE * _head_lines(table) + 3)
    for index, row in enumerate(table.rows):
        for position in range(len(row.cells)):
            _write_cell(sheet, table, index, position, formats)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.repeat_rows(HEAD_ROW)
    _write_notes(sheet, table, formats)


def _write_above(sheet: Worksheet, texts: tuple[str, str], table: Table, formats: Formats) -> None:
    """Caption and restriction within the table's width: words that run over it make the print as wide and small."""
    last = max(len(table.columns) - 1, 1)
    letters = int(sum(_width(table, position) for position in range(len(table.columns))) * _BOLD)
    for at, (text, look) in enumerate(zip(texts, ("wrapped_caption", "wrapped_line"), strict=True)):
        sheet.merge_range(at, 0, at, last, "", formats.look(look))
        sheet.write_string(at, 0, text, formats.look(look))
        sheet.set_row(at, _LINE * max(len(wrap(text, letters)), 1) + 3)


def _write_cell(sheet: Worksheet, table: Table, index: int, position: int, formats: Formats) -> None:
    row = table.rows[index]
    cell = row.cells[position]
    unit = table.unit_of(cell, position)
    at, style = HEAD_ROW + 1 + index, _style(table, row, position, formats)
    if cell.value is None:
        sheet.write_string(at, position, "" if row.kind == "group" else MISSING, style)
    elif isinstance(cell.value, str):
        sheet.write_string(at, position, cell.value, style)
    elif isinstance(cell.value, date):
        sheet.write_datetime(at, position, datetime.combine(cell.value, time()), style)
    else:
        _write_number(
            sheet, (at, position), stored_value(cell, unit), cell_formula(table, index, position, HEAD_ROW + 1), style
        )


def _write_number(sheet: Worksheet, place: tuple[int, int], value: float, formula: str | None, style: object) -> None:
    if formula:
        sheet.write_formula(*place, formula, style, value)
    else:
        sheet.write_number(*place, value, style)


def stored_value(cell: Cell, unit: Unit) -> float:
    """What the sheet holds: percentage points as points, everything else as it is."""
    number = cell.value if isinstance(cell.value, int | float) else 0
    return number * PERCENT_POINTS if unit is Unit.CHANGE_POINTS else number


def _style(table: Table, row: Row, position: int, formats: Formats) -> object:
    cell = row.cells[position]
    side, level = table.side(position), row.level if position == 0 else 0
    unit = table.unit_of(cell, position)
    return formats.figure(unit, side, row.kind, level, bold=cell.bold, whole=isinstance(cell.value, int))


def _width(table: Table, position: int) -> float:
    texts = [cell_text(table, row, position).split(" (")[0] for row in table.rows]
    if table.side(position) == "left":
        return min(max([len(text) for text in texts] + [_NARROWEST]) * 1.05, _WIDEST)
    word = max(len(word) for word in table.columns[position].title.split() or [""])
    return max([len(text) for text in texts] + [word, _NARROWEST - 2]) + 2


def _head_lines(table: Table) -> int:
    """Lines that the longest column title takes in its column."""
    return max(len(wrap(c.title, int(_width(table, i)) - 1)) for i, c in enumerate(table.columns))


def _write_notes(sheet: Worksheet, table: Table, formats: Formats) -> None:
    last = max(len(table.columns) - 1, 1)
    for offset, note in enumerate(table_notes(table)):
        at = HEAD_ROW + 2 + len(table.rows) + offset
        sheet.merge_range(at, 0, at, last, "", formats.look("note"))
        sheet.write_string(at, 0, note, formats.look("note"))
        sheet.set_row(at, 13 * (len(note) // 80 + 1))
