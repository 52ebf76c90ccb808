"""How values read in Russian."""

from datetime import date

import pytest

from otklik.core.document import Cell, Column, Ratio, Row, Table, Unit
from otklik.core.figures import cell_text, figure_text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1204, Unit.COUNT, "1\u00a0204"),
        (0.4234, Unit.SHARE, "42,3\u00a0%"),
        (14.25, Unit.DAYS, "14,3"),
        (12, Unit.DAYS, "12"),
        (0.031, Unit.CHANGE_POINTS, "+3,1\u00a0п.\u00a0п."),
        (-0.031, Unit.CHANGE_POINTS, "−3,1\u00a0п.\u00a0п."),
        (0.0001, Unit.CHANGE_POINTS, "0,0\u00a0п.\u00a0п."),
        (7, Unit.CHANGE_COUNT, "+7"),
        (0, Unit.CHANGE_COUNT, "0"),
        (-0.125, Unit.CHANGE_SHARE, "−12,5\u00a0%"),
        (date(2025, 3, 28), Unit.DATE, "28.03.2025"),
        ("слова", Unit.COUNT, "слова"),
        (None, Unit.SHARE, "нет данных"),
    ],
)
def test_value_reads_by_its_unit(value: object, unit: Unit, text: str) -> None:
    assert figure_text(value, unit) == text  # type: ignore[arg-type]


def test_share_brings_its_counts_unless_they_stand_in_the_row() -> None:
    cell = Cell(118 / 279, numerator=118, denominator=279)
    row = Row((Cell("Портал"), cell))
    bare = Table("Каналы", (Column("Канал"), Column("Доля", Unit.SHARE)), (row,))
    counted = Table("Каналы", (Column("Канал"), Column("Доля", Unit.SHARE, formula=Ratio(0, 0))), (row,))
    assert cell_text(bare, row, 1) == "42,3\u00a0% (118\u00a0из\u00a0279)"
    assert cell_text(counted, row, 1) == "42,3\u00a0%"


def test_group_row_leaves_empty_what_it_has_not() -> None:
    group = Row((Cell("Почта"), Cell(None)), kind="group")
    table = Table("Каналы", (Column("Канал"), Column("Число", Unit.COUNT)), (group,))
    assert cell_text(table, group, 1) == ""
