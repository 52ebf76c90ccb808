"""One report, one set of figures, whatever the format."""

import csv
import re
from io import BytesIO, StringIO

import docx
import openpyxl
from tests.exporters.reading import pdf_text
from tests.exporters.sample import monitoring

from otklik.core.document import Table
from otklik.core.figures import cell_text
from otklik.exporters import to_csv, to_docx, to_html, to_pdf, to_xlsx

TAGS = re.compile(r"<[^>]+>")


def printed(table: Table) -> list[list[str]]:
    return [[cell_text(table, row, position) for position in range(len(row.cells))] for row in table.rows]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_word_prints_the_figures() -> None:
    word = docx.Document(BytesIO(to_docx.render(monitoring())))
    for table, made in zip(monitoring().tables(), word.tables, strict=True):
        for wanted, row in zip(printed(table), made.rows[1:], strict=True):
            shown = [cell.text for cell in row.cells]
            assert shown == wanted or shown == [wanted[0]] * len(wanted)


def test_page_prints_the_figures() -> None:
    text = squeezed(TAGS.sub("|", to_html.fragment(monitoring())))
    for table in monitoring().tables():
        for row in printed(table):
            assert all(f"|{squeezed(word)}|" in text for word in row if word)


def test_pdf_prints_the_figures() -> None:
    words = squeezed(pdf_text(to_pdf.render(monitoring())))
    figures = {word for table in monitoring().tables() for row in printed(table) for word in row[1:] if word}
    broken = {part for word in figures for part in word.split(" (")}
    assert not [word for word in broken if squeezed(word) not in words]


def test_workbook_holds_the_values() -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx.render(monitoring())), data_only=True)
    for table in monitoring().tables():
        sheet = book[table.sheet]
        for index, row in enumerate(table.rows):
            for position, cell in enumerate(row.cells):
                if isinstance(cell.value, int | float):
                    scale = 100 if table.unit_of(cell, position) == "change_points" else 1
                    assert abs(sheet.cell(4 + index, 1 + position).value - cell.value * scale) < 1e-9


def test_csv_holds_every_value() -> None:
    lines = list(csv.DictReader(StringIO(to_csv.render(monitoring()).decode("utf-8-sig")), delimiter=";"))
    wanted = [
        cell.value
        for table in monitoring().tables()
        for row in table.rows
        for cell in row.cells[1:]
        if isinstance(cell.value, int | float)
    ]
    shown = [float(line["Значение"].replace(",", ".")) for line in lines if re.fullmatch(r"-?[\d,]+", line["Значение"])]
    assert shown == wanted
    road = next(line for line in lines if line["Строка"].startswith("Ремонт и содержание дорог"))
    assert (road["Группа"], road["Уровень"], road["Значение"]) == ("Благоустройство и дороги", "1", "38")
