"""Formulas where a person would write one: shares, differences, totals.

A formula is used only if it gives the report's own value; otherwise the cell holds the value.
"""

from math import isclose

from xlsxwriter.utility import xl_rowcol_to_cell

from otklik.core.document import Cell, Difference, Ratio, Table, Unit

PERCENT_POINTS = 100


def cell_formula(table: Table, index: int, position: int, first_row: int) -> str | None:
    """The formula of a cell, «=B5/D5», or None; `first_row` is the sheet's row (from 0) of the table's first row."""
    cell = table.rows[index].cells[position]
    if not isinstance(cell.value, int | float):
        return None
    if table.columns[position].formula:
        return _by_column(table, index, position, first_row)
    if cell.numerator is not None and cell.denominator:
        return f"={cell.numerator}/{cell.denominator}" if _same(cell.numerator / cell.denominator, cell.value) else None
    if table.unit_of(cell, position) is Unit.COUNT and table.rows[index].kind in {"total", "subtotal"}:
        return _sum(table, index, position, first_row)
    return None


def _by_column(table: Table, index: int, position: int, first_row: int) -> str | None:
    row, rule = table.rows[index], table.columns[position].formula
    cell = row.cells[position]
    match rule:
        case Ratio(over, under):
            top, bottom = _number(row.cells[over]), _number(row.cells[under])
            expression, value = f"{_at(first_row + index, over)}/{_at(first_row + index, under)}", None
            value = top / bottom if top is not None and bottom else None
        case Difference(over, under):
            top, bottom = _number(row.cells[over]), _number(row.cells[under])
            expression = f"{_at(first_row + index, over)}-{_at(first_row + index, under)}"
            value = top - bottom if top is not None and bottom is not None else None
        case _:
            return None
    if value is None or not _same(value, cell.value):
        return None
    points = table.unit_of(cell, position) is Unit.CHANGE_POINTS
    return f"=({expression})*{PERCENT_POINTS}" if points else f"={expression}"


def _sum(table: Table, index: int, position: int, first_row: int) -> str | None:
    """The sum of the rows that a total gathers: its children below, or for a total the rows above."""
    row = table.rows[index]
    parts = _children(table, index) if row.kind == "subtotal" else _above(table, index)
    values = [_number(table.rows[part].cells[position]) for part in parts]
    if len(parts) < 2 or None in values or sum(value or 0 for value in values) != row.cells[position].value:  # noqa: PLR2004
        return None
    cells = [_at(first_row + part, position) for part in parts]
    neighbours = parts == list(range(parts[0], parts[-1] + 1))
    return f"=SUM({cells[0]}:{cells[-1]})" if neighbours else f"={'+'.join(cells)}"


def _children(table: Table, index: int) -> list[int]:
    level = table.rows[index].level
    found: list[int] = []
    for below in range(index + 1, len(table.rows)):
        if table.rows[below].level <= level:
            break
        if table.rows[below].level == level + 1:
            found.append(below)
    return found


def _above(table: Table, index: int) -> list[int]:
    level = table.rows[index].level
    found: list[int] = []
    for above in range(index - 1, -1, -1):
        if table.rows[above].kind == "total":
            break
        if table.rows[above].level == level and table.rows[above].kind in {"data", "subtotal"}:
            found.insert(0, above)
    return found


def _number(cell: Cell) -> float | None:
    return cell.value if isinstance(cell.value, int | float) else None


def _same(value: float, wanted: object) -> bool:
    return isinstance(wanted, int | float) and isclose(value, wanted, rel_tol=1e-9, abs_tol=1e-12)


def _at(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column))
