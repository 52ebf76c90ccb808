"""Tables of a Word paper: repeated heads, rules instead of boxes, trees by indent."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from otklik.core.document import Align, Cell, Document, Row, Table
from otklik.core.figures import cell_text
from otklik.exporters.measure import column_shares, is_short, kept_rows, page_letters
from otklik.exporters.word.styles import TABLE_STYLE
from otklik.exporters.word.xml import Borders, add_link, element, set_borders, set_fill
from otklik.exporters.wording import file_link

TEXT_WIDTH, LANDSCAPE_WIDTH = Mm(170), Mm(257)
_LEVEL_INDENT = Mm(4)
_HEAD, _FORM_HEAD, _FORM_TYPE, _MAY_BREAK = Pt(10), Pt(8.5), Pt(9.5), "\N{ZERO WIDTH SPACE}"
_INK, _HAIR, _TOTAL_FILL = "1A1F20", "8B9597", "E9ECED"
_SIDES: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
_BOX: Borders = {"top": 4, "left": 4, "bottom": 4, "right": 4}
_RULES: dict[str, tuple[int, str]] = {
    "data": (4, _HAIR), "subtotal": (6, _INK), "group": (6, _INK), "total": (8, _INK),
}  # fmt: skip


def text_width(document: Document) -> Length:
    """Between the margins."""
    return LANDSCAPE_WIDTH if document.landscape else TEXT_WIDTH


def add_table(word: WordDocument, table: Table, document: Document) -> None:
    """Adds the table with its head marked as repeating."""
    made = word.add_table(rows=len(table.rows) + 1, cols=len(table.columns))
    _shape(made, table, document)
    cells = list(made._cells)  # noqa: SLF001 - the public way walks the whole table for each cell
    across = len(table.columns)
    _fill_head(cells[:across], table)
    kept = _kept(table, document)
    for index, row in enumerate(table.rows):
        place, rest = (index + 1) * across, len(table.rows) - index - 1
        _fill_row(cells[place : place + across], table, row, document, rest=rest, kept=index in kept)
    for index, line in enumerate(made._tbl.tr_lst):  # noqa: SLF001
        line.get_or_add_trPr().append(element("cantSplit"))
        if index == 0:
            line.get_or_add_trPr().append(element("tblHeader"))


def _kept(table: Table, document: Document) -> frozenset[int]:
    """Rows that stay with what follows: of a form those beside one joined cell, else the last two, or all if short."""
    if table.form:
        return kept_rows(table, page_letters(document))
    count = len(table.rows)
    return frozenset(range(0 if is_short(table, page_letters(document)) else count - 2, count))


def _shape(made: WordTable, table: Table, document: Document) -> None:
    """Fixed widths; the first row and column told apart for screen readers; the caption as the table's title."""
    whole = text_width(document)
    properties = made._tbl.tblPr  # noqa: SLF001
    for old in properties.xpath("w:tblLook|w:tblW"):
        properties.remove(old)
    styled = len(properties.xpath("w:tblStyle"))
    properties.insert(styled, element("tblW", w=int(whole.twips), type="dxa"))
    properties.insert(styled + 1, element("tblInd", w=80, type="dxa"))
    margins = element("tblCellMar")
    for side, width in (("top", 24), ("left", 80), ("bottom", 24), ("right", 80)):
        margins.append(element(side, w=width, type="dxa"))
    properties.append(margins)
    made.autofit = False
    look = element("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1)
    properties.extend([look, element("tblCaption", val=table.caption)])
    for column, share in zip(made.columns, column_shares(table, page_letters(document)), strict=True):
        width = Length(int(whole * share))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _fill_head(cells: Sequence[_Cell], table: Table) -> None:
    for position, (cell, column) in enumerate(zip(cells, table.columns, strict=True)):
        paragraph = _paragraph(cell, "center" if table.form else table.side(position), with_next=True)
        run = paragraph.add_run(column.title.replace("/", f"/{_MAY_BREAK}") if table.form else column.title)
        run.bold, run.font.size = True, _FORM_HEAD if table.form else _HEAD
        set_borders(cell, _BOX if table.form else {"top": 8, "bottom": 8}, _INK)
        cell._tc.get_or_add_tcPr().append(element("vAlign", val="bottom"))  # noqa: SLF001


def _fill_row(cells: Sequence[_Cell], table: Table, row: Row, document: Document, *, rest: int, kept: bool) -> None:
    """`rest` counts the rows below."""
    texts = [cell_text(table, row, position) for position in range(len(row.cells))]
    if row.kind == "group" and not any(texts[1:]):
        cells = [cells[0].merge(cells[-1])]
    for position, cell in enumerate(cells):
        if row.cells[position].covered:
            _join_above(cell, table.side(position))
            continue
        paragraph = _paragraph(cell, table.side(position), with_next=kept or row.kind in {"group", "subtotal"})
        if position == 0 and row.level:
            paragraph.paragraph_format.left_indent = Length(_LEVEL_INDENT * row.level)
        _write(paragraph, texts[position], row.cells[position], document, bold=row.kind != "data")
        if table.form:
            _box(cell, row.cells[position])
            for run in paragraph.runs:
                run.font.size = _FORM_TYPE
        else:
            _decorate(cell, row, last=rest == 0)


def _box(cell: _Cell, stated: Cell) -> None:
    """A cell of a form; one over several rows begins the joined cell, the others of it lie below."""
    if stated.rows > 1:
        cell._tc.get_or_add_tcPr().append(element("vMerge", val="restart"))  # noqa: SLF001
    set_borders(cell, _BOX, _INK)


def _join_above(cell: _Cell, side: Align) -> None:
    cell._tc.get_or_add_tcPr().append(element("vMerge"))  # noqa: SLF001
    _paragraph(cell, side, with_next=False)
    set_borders(cell, _BOX, _INK)


def _write(paragraph: Paragraph, text: str, cell: Cell, document: Document, *, bold: bool) -> None:
    heavy = bold or cell.bold
    address = file_link(cell, document)
    if address:
        add_link(paragraph, text, address, bold=heavy)
    else:
        paragraph.add_run(text).bold = heavy or None


def _decorate(cell: _Cell, row: Row, *, last: bool) -> None:
    width, color = _RULES[row.kind]
    borders: Borders = {"top": width}
    if last:
        borders["bottom"] = 8
    set_borders(cell, borders, _INK if last else color)
    if row.kind == "total":
        set_fill(cell, _TOTAL_FILL)


def _paragraph(cell: _Cell, side: Align, *, with_next: bool) -> Paragraph:
    paragraph = Paragraph(cell._tc.p_lst[0], cell)  # noqa: SLF001 - `paragraphs` and `style` search anew for each cell
    paragraph._p.style = TABLE_STYLE  # noqa: SLF001
    paragraph.alignment = _SIDES[side]
    paragraph.paragraph_format.keep_with_next = with_next or None
    return paragraph
