"""The workbook computes what it can, freezes its heads and keeps the print setup of official papers."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from tests.exporters.sample import monitoring

from otklik.core.document import Cell, Column, Difference, Document, Ratio, Row, Table, Unit
from otklik.exporters import to_xlsx
from otklik.exporters.spreadsheet.formulas import cell_formula
from otklik.exporters.spreadsheet.sheets import Names


@pytest.fixture(scope="module")
def content() -> bytes:
    return to_xlsx.render(monitoring())


@pytest.fixture(scope="module")
def formulas(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def test_sheets_are_named_for_people(formulas: Workbook) -> None:
    names = ["Отчёт", "Каналы", "Темы", "Ожидание", "Жалобы", "Рисунки", "Как посчитано", "Методика расчёта"]
    assert formulas.sheetnames == names
    assert len(formulas["Рисунки"]._charts) == 3


def test_head_is_frozen_and_paper_is_set(formulas: Workbook) -> None:
    sheet = formulas["Каналы"]
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.paperSize == 9
    margins = sheet.page_margins
    assert [round(side * 25.4) for side in (margins.left, margins.right, margins.top, margins.bottom)] == [
        30,
        10,
        20,
        20,
    ]
    assert "внутриведомственный" in sheet.oddHeader.center.text


def test_words_above_a_table_stay_within_its_width(formulas: Workbook) -> None:
    sheet = formulas["Каналы"]
    last = chr(64 + sheet.max_column)
    assert {f"A1:{last}1", f"A2:{last}2"} <= {str(one) for one in sheet.merged_cells.ranges}
    assert sheet["A1"].alignment.wrap_text
    assert sheet.row_dimensions[2].height >= 18


def test_shares_totals_and_differences_are_formulas_with_values(content: bytes, formulas: Workbook) -> None:
    values = openpyxl.load_workbook(BytesIO(content), data_only=True)
    channels, counted = formulas["Каналы"], values["Каналы"]
    assert (channels["C4"].value, counted["C4"].value) == ("=118/279", pytest.approx(118 / 279))
    assert (channels["B10"].value, counted["B10"].value) == ("=SUM(B4:B9)", 279)
    assert (channels["F4"].value, counted["F4"].value) == ("=B4-E4", 38)
    topics = formulas["Темы"]
    assert (topics["B4"].value, topics["C5"].value) == ("=SUM(B5:B10)", "=B5/D5")
    assert topics["C5"].number_format == "0.0%"


def test_formula_is_dropped_when_it_would_say_something_else() -> None:
    columns = (Column("Тема"), Column("Обращений", Unit.COUNT), Column("Доля", Unit.SHARE, formula=Ratio(1, 3)),
               Column("Всего", Unit.COUNT), Column("Разница", Unit.COUNT, formula=Difference(1, 3)))  # fmt: skip
    first = Row((Cell("А"), Cell(3), Cell(0.9), Cell(10), Cell(0)))
    second = Row((Cell("Б"), Cell(4), Cell(0.4), Cell(0), Cell(4)))
    total = Row((Cell("Всего"), Cell(6), Cell(None), Cell(10), Cell(-4)), kind="total")
    table = Table("Темы", columns, (first, second, total))
    assert [cell_formula(table, 0, position, 3) for position in range(5)] == [None] * 5
    assert cell_formula(table, 1, 4, 3) == "=B5-D5"
    assert cell_formula(table, 2, 1, 3) is None
    assert cell_formula(table, 2, 3, 3) == "=SUM(D4:D5)"


def test_sheet_names_are_allowed_and_differ() -> None:
    names = Names()
    long = "Каналы: почта/телефон [все]? и прочее длинное название"
    first, second = names.take(long), names.take(long)
    assert first != second
    assert max(len(first), len(second)) <= 31
    assert not set(":/[]?*\\") & set(first + second)


def test_missing_value_is_said_in_words(formulas: Workbook) -> None:
    assert "нет данных" in [cell.value for row in formulas["Ожидание"] for cell in row]


def test_bare_table_needs_no_lineage_sheet() -> None:
    table = Table("Пусто", (Column("Канал"), Column("Число", Unit.COUNT)), ())
    book = openpyxl.load_workbook(BytesIO(to_xlsx.render(Document("Отчёт", "Администрация", (table,)))))
    assert book.sheetnames == ["Отчёт", "Таблица 1"]


def test_missing_point_of_a_chart_is_a_gap_and_not_nought(formulas: Workbook) -> None:
    sheet = formulas["Рисунки"]
    [row] = [line for line in sheet.iter_rows() if line[0].value == "I кв. 2025"]
    assert row[1].value is None
