"""How a typed value of a report reads in Russian: the same words in every format."""

from datetime import date

from otklik.core.document import Cell, Row, Table, Unit, Value
from otklik.core.russian import NO_BREAK_SPACE, date_short, format_number, format_share

MISSING = "нет данных"
_SIGNED = frozenset({Unit.CHANGE_COUNT, Unit.CHANGE_POINTS, Unit.CHANGE_DAYS, Unit.CHANGE_SHARE})
_WHOLE = frozenset({Unit.COUNT, Unit.CHANGE_COUNT})


def figure_text(value: Value, unit: Unit) -> str:
    """«1 204», «42,3 %», «+3,1 п. п.», «28.03.2025»; None is «нет данных». Counts are whole, the rest has a decimal."""
    if value is None:
        return MISSING
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return date_short(value)
    text = _number_text(value, unit)
    return f"+{text}" if unit in _SIGNED and value > 0 and _is_visible(text) else text


def counts_text(numerator: int, denominator: int) -> str:
    """«118 из 279»."""
    return f"{format_number(numerator)} из {format_number(denominator)}".replace(" ", NO_BREAK_SPACE)


def cell_text(table: Table, row: Row, position: int) -> str:
    """The cell as printed; a group's empty cells stay empty; a share without its counts in the row brings them."""
    cell = row.cells[position]
    if cell.value is None and row.kind == "group":
        return ""
    text = figure_text(cell.value, table.unit_of(cell, position))
    if shows_counts(table, cell, position) and cell.numerator is not None and cell.denominator is not None:
        return f"{text} ({counts_text(cell.numerator, cell.denominator)})"
    return text


def shows_counts(table: Table, cell: Cell, position: int) -> bool:
    """A share prints its counts unless the column's formula takes them from the row, where they stand already."""
    known = cell.numerator is not None and cell.denominator is not None
    return known and cell.value is not None and table.columns[position].formula is None


def _number_text(value: float, unit: Unit) -> str:
    if unit in {Unit.SHARE, Unit.CHANGE_SHARE}:
        return format_share(value)
    if unit is Unit.CHANGE_POINTS:
        points = format_share(value).removesuffix("%")
        return f"{points}п.{NO_BREAK_SPACE}п."
    return format_number(value, 0 if unit in _WHOLE or isinstance(value, int) else 1)


def _is_visible(text: str) -> bool:
    """A change that rounds to nought bears no sign."""
    return any(digit in text for digit in "123456789")
