"""The figures of the report as CSV, one figure a line: for people who count further, in Excel or elsewhere.

UTF-8 with BOM, «;» and a decimal comma, as a Russian Excel reads it; shares stay 0..1.
"""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from otklik.core.document import Cell, Document, Row, Table, Value, outline
from otklik.exporters.exporter import Exporter

HEADS = (
    "Номер таблицы", "Таблица", "Группа", "Строка", "Уровень", "Вид строки", "Столбец", "Значение", "Единица",
    "Числитель", "Знаменатель", "n", "Как посчитано",
)  # fmt: skip
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def render(document: Document) -> bytes:
    """The CSV's bytes, the same for the same document."""
    target = StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADS)
    for item in outline(document):
        if isinstance(item.block, Table):
            writer.writerows(_lines(item.number, item.block))
    return target.getvalue().encode("utf-8-sig")


def _lines(number: str, table: Table) -> Iterator[tuple[str, ...]]:
    group = ""
    for row in table.rows:
        if row.kind in {"group", "subtotal"}:
            group = str(row.cells[0].value)
        for position in range(1, len(row.cells)):
            if row.kind != "group" or row.cells[position].value is not None:
                inside = group if row.level or row.kind == "data" else ""
                yield _line(number, table, row, position, inside)


def _line(number: str, table: Table, row: Row, position: int, group: str) -> tuple[str, ...]:
    cell = row.cells[position]
    place = (_safe(group), _text(row.cells[0].value), str(row.level), row.kind, _safe(table.columns[position].title))
    counted = (_text(cell.numerator), _text(cell.denominator), *_lineage(cell))
    return (number, _safe(table.caption), *place, _text(cell.value), str(table.unit_of(cell, position)), *counted)


def _lineage(cell: Cell) -> tuple[str, str]:
    return (_text(cell.lineage.n), _safe(cell.lineage.formula)) if cell.lineage else ("", "")


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return _safe(value) if isinstance(value, str) else repr(value).replace(".", ",")


def _safe(text: str) -> str:
    """Words that a spreadsheet would take for a formula get an apostrophe before them."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


EXPORTER = Exporter(
    slug="csv",
    title="Данные (CSV)",
    description="Для дальнейшего счёта: одна строка на каждую цифру, с формулой и n.",
    media_type="text/csv; charset=utf-8",
    extension="csv",
    render=render,
)
