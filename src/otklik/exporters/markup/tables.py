"""Tables of a page: heads with their scope, figures that lead to their records, cards on a phone.

Roles are written out because a table whose rows a style sheet turns into cards would otherwise lose them.
"""

from otklik.core.document import Cell, Row, Table
from otklik.core.figures import cell_text
from otklik.exporters.markup.elements import Html, element, joined
from otklik.exporters.wording import HOW_COUNTED, table_caption


def table_html(number: str, table: Table, site: str | None = "") -> Html:
    """Caption, head, body, note, and the formulas of the figures under «Как посчитано».

    `site` stands before the paths of the records; None leaves figures without links.
    """
    heads = joined([_head(table, position) for position in range(len(table.columns))])
    parts = [
        element("caption", table_caption(number, table)),
        element("thead", element("tr", heads, role="row"), role="rowgroup"),
        element("tbody", *[_row(table, row, site) for row in table.rows], role="rowgroup"),
    ]
    look = "report-table is-form" if table.form else "report-table"
    whole = element("table", *parts, class_=look, role="table")
    note = element("p", table.note, class_="report-note") if table.note else Html("")
    return element("div", whole, note, _formulas(table), class_="report-block")


def _head(table: Table, position: int) -> Html:
    title = table.columns[position].title
    return element("th", title, scope="col", role="columnheader", class_=f"is-{table.side(position)}")


def _row(table: Table, row: Row, site: str | None) -> Html:
    texts = [cell_text(table, row, position) for position in range(len(row.cells))]
    look = f"is-{row.kind} is-level-{min(row.level, 4)}"
    if row.kind == "group" and not any(texts[1:]):
        span = element("th", texts[0], scope="rowgroup", role="rowheader", colspan=len(row.cells))
        return element("tr", span, class_=look, role="row")
    cells = [
        _cell(table, position, _figure(row.cells[position], text, site), row.cells[position].rows)
        for position, text in enumerate(texts)
        if not row.cells[position].covered
    ]
    return element("tr", *cells, class_=look, role="row")


def _figure(cell: Cell, text: str, site: str | None) -> str:
    """The words of a cell, leading to its records where it has any."""
    words: str = text
    if cell.lineage and cell.lineage.url and site is not None:
        words = element("a", text, href=f"{site}{cell.lineage.url}", title=cell.lineage.sentence)
    return element("strong", words) if cell.bold else words


def _cell(table: Table, position: int, words: str, rows: int) -> Html:
    side, over = f"is-{table.side(position)}", rows if rows > 1 else None
    if position == 0:
        scope = "rowgroup" if over else "row"
        return element("th", words, scope=scope, role="rowheader", class_=side, rowspan=over)
    return element("td", words, role="cell", class_=side, data_label=table.columns[position].title, rowspan=over)


def _formulas(table: Table) -> Html:
    found = table.formulas()
    if not found:
        return Html("")
    items = [element("li", formula.rstrip(". ") + ".") for formula in found]
    summary = element("summary", HOW_COUNTED)
    return element("details", summary, element("ul", *items), class_="report-lineage")
