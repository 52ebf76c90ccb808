from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from otklik.importers.contract import UnreadableFile
from otklik.importers.registry import read_rows
from otklik.importers.xlsx_file.reading import as_text

SIGNS = st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])
CELLS = st.text(SIGNS, min_size=1, max_size=40).filter(str.strip)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_text_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    body = [(f"т{first}", f"т{second}") for first, second in rows]
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([("Номер", "Текст"), *body]):
            for place, cell in enumerate(cells):
                sheet.write_string(number, place, cell)
    assert [tuple(row.values()) for _, row in read_rows(path)] == body


def test_a_hidden_sheet_and_a_title_sheet_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(path) as book:
        hidden = book.add_worksheet("Справочник")
        hidden.write_row(0, 0, ["a", "b"])
        hidden.write_row(1, 0, ["1", "2"])
        book.add_worksheet("Титул").write(0, 0, "Выгрузка")
        sheet = book.add_worksheet("Данные")
        sheet.write_row(3, 1, ["Номер", "Текст"])
        sheet.write_row(4, 1, [5, "Яма"])
        sheet.activate()
        hidden.hide()
    assert list(read_rows(path)) == [(5, {"Номер": "5", "Текст": "Яма"})]


def test_an_empty_book_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(UnreadableFile, match="нет листа с таблицей"):
        list(read_rows(path))


def test_a_foreign_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "нет книги")
    path.write_bytes(content.getvalue())
    with pytest.raises(UnreadableFile, match="повреждена"):
        list(read_rows(path))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (5.0, "5"),
        (2.5, "2.5"),
        (True, "да"),
        (None, ""),
        (date(2025, 1, 9), "2025-01-09"),
        (datetime(2025, 1, 9, 14, 30), "2025-01-09 14:30:00"),  # noqa: DTZ001 - a spreadsheet knows no zone
    ],
)
def test_cells_as_text(cell: object, text: str) -> None:
    assert as_text(cell) == text
