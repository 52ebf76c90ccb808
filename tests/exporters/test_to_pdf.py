"""The PDF is tagged, speaks Russian, stands on A4 and bears the restriction on every page."""

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest
from tests.exporters.reading import alternative_texts, pdf_text, structure_tags
from tests.exporters.sample import monitoring

from otklik.core.document import Block, Cell, Column, Document, PageBreak, Row, Table, Unit
from otklik.exporters import to_pdf


@pytest.fixture(scope="module")
def content() -> bytes:
    return to_pdf.render(monitoring())


def test_pdf_is_tagged_universal_accessible_and_russian(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang).startswith("ru")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "pdfuaid:part" in pdf.open_metadata()


def test_structure_has_headings_tables_with_heads_and_pictures(content: bytes) -> None:
    tags = structure_tags(content)
    assert tags.count("/Table") == 4
    assert tags.count("/TH") >= 15
    assert {"/H1", "/H2", "/Caption", "/Figure", "/Link"} <= set(tags)
    assert [text for text in alternative_texts(content) if text.startswith("Чаще всего пишут")]


def test_page_is_a4_and_fonts_are_embedded(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        box = [round(float(side)) for side in pdf.pages[0].mediabox]
        assert box == [0, 0, 595, 842]
        names = {str(font.BaseFont) for page in pdf.pages for font in page.resources.Font.values()}
    assert names
    assert all("PTSerif" in name for name in names)


def test_every_page_bears_the_restriction_and_its_number(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        total = len(pdf.pages)
    text = pdf_text(content)
    assert total >= 4
    assert text.count("внутриведомственный") == total
    assert "Страница" not in text
    with pdfium.PdfDocument(content) as pdf:
        above = [page.get_textpage().get_text_bounded(bottom=785).split() for page in pdf]
    assert [words[:1] for words in above[1:]] == [[str(number)] for number in range(2, total + 1)]


def test_head_of_a_long_table_is_repeated() -> None:
    columns = (Column("Улица"), Column("Сообщений", Unit.COUNT))
    rows = tuple(Row((Cell(f"Улица {number}"), Cell(number))) for number in range(150))
    content = to_pdf.render(Document("Отчёт", "Администрация", (Table("Улицы", columns, rows),)))
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    assert pages > 2
    assert pdf_text(content).count("Сообщений") == pages


def test_notes_of_a_long_table_stand_with_its_last_row() -> None:
    columns = (Column("Улица"), Column("Сообщений", Unit.COUNT))
    blocks: list[Block] = []
    for count in range(34, 48):
        rows = tuple(Row((Cell(f"Улица {count}.{number}."), Cell(number))) for number in range(count))
        blocks += [Table("Улицы", columns, rows, note=f"Примечание {count}. {'Слова о числах. ' * 20}"), PageBreak()]
    with pdfium.PdfDocument(to_pdf.render(Document("Отчёт", "Администрация", tuple(blocks)))) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    for count in range(34, 48):
        assert f"Улица {count}.{count - 1}." in next(page for page in pages if f"Примечание {count}." in page)


def form_of_threes() -> Document:
    """Groups of three rows beside one cell, under a title that every group of a form bears."""
    rows = [Row((Cell("Управление образования"), Cell("")), kind="group")]
    rows.append(Row((Cell("Одна"), Cell("Мера"))))
    for number in range(40):
        rows += [
            Row(
                (
                    Cell(f"Начало{number}", rows=3) if not place else Cell("", covered=True),
                    Cell(f"Мера{number}.{place}"),
                )
            )
            for place in range(3)
        ]
    columns = (Column("Проблема", width=2), Column("Мероприятие", width=3))
    return Document("Перечень", "Администрация", (Table("Перечень", columns, tuple(rows), form=True),))


def test_rows_beside_one_cell_stay_on_one_page_and_their_title_is_repeated() -> None:
    with pdfium.PdfDocument(to_pdf.render(form_of_threes())) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert len(pages) > 2
    for number in range(40):
        begins = next(page for page in pages if f"Начало{number}" in page)
        assert all(f"Мера{number}.{place}" in begins for place in range(3))
    assert all("Управление образования" in page for page in pages[:-1])
