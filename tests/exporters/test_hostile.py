"""Citizens' words stay words in every format."""

from io import BytesIO
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pikepdf
import pytest
from tests.exporters.hostile import CONTROL, FORMULAS, SCRIPT, TYPST, hostile
from tests.exporters.reading import pdf_text

from otklik.exporters import to_csv, to_docx, to_html, to_pdf, to_xlsx


@pytest.mark.parametrize("text", [TYPST, SCRIPT, CONTROL, *FORMULAS])
def test_pdf_prints_the_words_as_they_are(text: str) -> None:
    content = to_pdf.render(hostile(text))
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.docinfo.Title).startswith(text[:20])
    shown = "".join(pdf_text(content).replace("\u00ad", "").split())
    assert "".join(text.replace("\u00ad", "").split())[:12] in shown


@pytest.mark.parametrize("text", FORMULAS)
def test_sheet_holds_words_and_no_formula(text: str) -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx.render(hostile(text))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) > 5
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_disarms_formulas(text: str) -> None:
    lines = to_csv.render(hostile(text)).decode("utf-8-sig").splitlines()
    assert f"'{text[0]}" in lines[1]
    assert f";{text[0]}" not in lines[1]


def test_page_escapes_everything() -> None:
    page = to_html.render(hostile(SCRIPT)).decode()
    assert "<script" not in page
    assert page.count("</style>") == 1
    assert "&lt;script&gt;" in page
    for node in ET.fromstring(to_html.fragment(hostile(SCRIPT))).iter():  # noqa: S314 - our own output
        assert not [name for name in node.attrib if name.startswith("on")]


def test_word_file_holds_the_words() -> None:
    word = docx.Document(BytesIO(to_docx.render(hostile(SCRIPT))))
    assert SCRIPT in [paragraph.text for paragraph in word.paragraphs]
    assert word.tables[0].cell(1, 0).text == SCRIPT
