"""The Word file has real styles, fields, marked heads, alternative texts and the right sheet."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt
from tests.exporters.sample import monitoring
from tests.exporters.test_to_pdf import form_of_threes

from otklik.core.document import Cell, Column, Document, Lineage, Row, Table, Unit
from otklik.exporters import to_docx


@pytest.fixture(scope="module")
def content() -> bytes:
    return to_docx.render(monitoring())


@pytest.fixture(scope="module")
def word(content: bytes) -> WordDocument:
    return docx.Document(BytesIO(content))


def test_sheet_is_a4_with_the_margins_of_official_papers(word: WordDocument) -> None:
    section = word.sections[0]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(side.mm) for side in sides if side] == [30, 10, 20, 20]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    assert "внутриведомственный" in section.header.paragraphs[0].text
    assert "внутриведомственный" in word.paragraphs[0].text


def test_headings_are_styles_and_numbered(word: WordDocument) -> None:
    headings = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[0] == "1. Каналы поступления обращений"
    assert headings[-1] == "Методика расчёта"
    assert [p.text for p in word.paragraphs if p.style and p.style.name == "Title"] == [monitoring().title]


def test_tables_repeat_their_head_and_never_split_a_row(word: WordDocument) -> None:
    for table in word.tables:
        first, *rest = (row._tr.trPr for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert all(line.find(qn("w:cantSplit")) is not None for line in rest)
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_notes_of_a_table_stand_on_one_page() -> None:
    table = Table("Улицы", (Column("Улица"),), (Row((Cell("Мира", Lineage("сообщения об улице", 3)),)),), note="Одна.")
    word = docx.Document(BytesIO(to_docx.render(Document("Отчёт", "Администрация", (table,)))))
    notes = [one for one in word.paragraphs if one.text.startswith(("Одна.", "Как посчитано"))]
    assert [one.paragraph_format.keep_with_next for one in notes] == [True, None]


def test_heads_are_set_as_small_as_their_columns_were_measured_for(word: WordDocument) -> None:
    heads = [cell.paragraphs[0].runs[0] for table in word.tables for cell in table.rows[0].cells]
    assert {run.font.size for run in heads} == {Pt(10)}


def test_captions_hold_fields_and_pictures_alternative_texts(word: WordDocument) -> None:
    xml = word.element.body.xml
    assert xml.count('w:instr="SEQ Таблица') == 4
    assert xml.count('w:instr="SEQ Рисунок') == 3
    assert "в таблице\N{NO-BREAK SPACE}1)" in xml
    texts = [node.get("descr") for node in word.element.body.iter(qn("wp:docPr"))]
    assert len(texts) == 3
    assert all(text and len(text) > 40 for text in texts)


def test_properties_name_the_report_and_its_language(word: WordDocument) -> None:
    properties = word.core_properties
    assert properties.title == "Мониторинг обращений внешних и внутренних клиентов. III квартал 2025 года"
    assert properties.language == "ru-RU"
    assert properties.author == "Администрация Сосновского муниципального округа"
    assert properties.created.isoformat() == "2025-10-05T07:15:00+00:00"
    assert 'w:val="ru-RU"' in word.styles.element.xml


def test_typeface_travels_with_the_file(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        assert {"word/fonts/regular.odttf", "word/fonts/bold.odttf"} <= set(archive.namelist())
        table = archive.read("word/fontTable.xml").decode()
    assert 'w:name="PT Serif"' in table
    assert "Times New Roman" in table


def test_a_table_longer_than_a_page_breaks_between_its_groups() -> None:
    """Few rows of long texts: were each kept with the next, programs would break them anywhere."""
    rows = tuple(Row((Cell("слово " * 40), Cell(date(2026, 11, 6))), kind="data") for _ in range(8))
    columns = (Column("Мероприятие"), Column("Срок", Unit.DATE))
    paper = Document(
        title="Дорожная карта", administration="Администрация", blocks=(Table("Мероприятия", columns, rows),)
    )
    (table,) = docx.Document(BytesIO(to_docx.render(paper))).tables
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [True] + [False] * 6 + [True, True]


def test_rows_beside_one_cell_of_a_form_stay_together() -> None:
    table = docx.Document(BytesIO(to_docx.render(form_of_threes()))).tables[0]
    kept = [row.cells[1].paragraphs[0].paragraph_format.keep_with_next for row in table.rows[3:9]]
    assert [bool(one) for one in kept] == [True, True, False] * 2
