"""PDF/UA-1: what a program can check of the standard holds for short and long papers; the check itself sees faults."""

from io import BytesIO

import pikepdf
import pytest
import typst
from tests.exporters.pdf_structure import artifacts, faults, row_heads
from tests.exporters.sample import monitoring
from tests.exporters.test_contents import long_paper

from otklik.core.document import Cell, Column, Document, Row, Table
from otklik.exporters import to_pdf
from otklik.exporters.row_heads import with_row_heads
from otklik.exporters.to_pdf import paper_fonts


def form() -> Document:
    rows = (
        Row((Cell("Процесс", rows=2), Cell("Боль"), Cell("высокая"))),
        Row((Cell("Процесс", covered=True), Cell("Вторая боль"), Cell("низкая"))),
    )
    columns = (Column("Процесс", width=2), Column("Боль", width=3), Column("Приоритет", width=1))
    return Document("Карта", "Администрация", (Table("Карта болей", columns, rows, form=True),), landscape=True)


@pytest.mark.parametrize("document", [monitoring(), long_paper()], ids=["short", "long"])
def test_paper_keeps_the_rules_of_the_standard(document: Document) -> None:
    assert faults(to_pdf.render(document)) == []


def test_form_keeps_the_rules_of_the_standard() -> None:
    assert faults(to_pdf.render(form()), has_bookmarks=False) == []


def test_each_cell_names_the_head_of_its_row() -> None:
    content = to_pdf.render(long_paper())
    tables = row_heads(content)
    assert tables
    assert all(head.startswith("R") and "," not in head for table in tables for head in table)
    assert content == to_pdf.render(long_paper())


def test_cells_beside_a_cell_of_two_rows_name_it_as_their_head() -> None:
    (cells,) = row_heads(to_pdf.render(form()))
    assert len(cells) == 4
    assert set(cells) == {cells[0]}


def test_file_without_tags_keeps_its_bytes() -> None:
    source = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(source)
    assert with_row_heads(source.getvalue()) == source.getvalue()


def test_words_above_and_below_are_artifacts() -> None:
    assert all({"Header", "Footer"} <= found for found in artifacts(to_pdf.render(monitoring())))


def test_bookmarks_follow_the_headings() -> None:
    with pikepdf.open(BytesIO(to_pdf.render(long_paper()))) as pdf, pdf.open_outline() as outline:
        titles = [item.title.replace("\N{NO-BREAK SPACE}", " ") for item in outline.root]
    assert titles[0] == "1. Каналы поступления обращений"
    assert titles[-2:] == ["Приложение 2. Перечень каналов", "Методика расчёта"]


def test_check_sees_a_paper_without_structure() -> None:
    plain = typst.compile(b"= Title\n#table([a], [b])", font_paths=paper_fonts(), pdf_tags=False)
    found = faults(plain)
    assert {"нет дерева структуры", "не назван стандарт pdfuaid", "стр. 1: показано вне разметки"} <= set(found)


def test_check_sees_a_skipped_level_and_a_table_without_heads() -> None:
    source = b'#set document(title: "T")\n#set text(lang: "ru")\n= One\n=== Three\n#table(columns: 2, [a], [b])'
    found = faults(typst.compile(source, font_paths=paper_fonts()))
    assert {"таблица без заголовков", "заголовок уровня 3 после уровня 1"} <= set(found)
