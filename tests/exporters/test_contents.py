"""A long paper: its contents, annexes and turned sheets stand in every format."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from tests.exporters.reading import pdf_text
from tests.exporters.sample import monitoring, topics
from tests.exporters.word_order import misplaced

from otklik.core.document import Contents, Document, Heading, PageBreak, Paragraph, Turn
from otklik.exporters import to_docx, to_html, to_pdf
from otklik.exporters.exporter import Exporter
from otklik.exporters.registry import all_exporters
from otklik.exporters.to_pdf import heading_pages


def long_paper() -> Document:
    approval, *rest = monitoring().blocks
    annexes = (
        Turn(landscape=True),
        Heading(1, "Темы полностью", annex=True),
        topics(),
        Turn(landscape=False),
        Heading(1, "Перечень каналов", annex=True),
        Paragraph("Каналы перечислены в таблице 1."),
    )
    return replace(monitoring(), cover=True, blocks=(approval, Contents(), PageBreak(), *rest, *annexes))


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return docx.Document(BytesIO(to_docx.render(long_paper())))


def contents_of(word: WordDocument) -> list[str]:
    lines = []
    for paragraph in word.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and word.styles.element.get_by_id(style.get(qn("w:val"))).name_val.startswith("toc"):
            lines.append("".join(node.text or "" for node in paragraph.iter(qn("w:t"))))
    return lines


def test_contents_of_a_word_paper_are_filled_with_headings_and_pages(word: WordDocument) -> None:
    pages = heading_pages(long_paper())
    lines = contents_of(word)
    assert lines[0] == f"1. Каналы поступления обращений{pages[0]}"
    assert lines[-1] == f"Методика расчёта{pages[-1]}"
    assert any(line.startswith("Приложение 2. Перечень каналов") for line in lines)
    assert len(lines) == len(pages)


def test_every_line_of_the_contents_leads_to_its_heading(word: WordDocument) -> None:
    body = word.element.body
    named = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    asked = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert asked
    assert asked <= named
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert "updateFields" not in word.settings.element.xml


def test_sheets_are_turned_and_turned_back(word: WordDocument) -> None:
    widths = [round(section.page_width.mm) for section in word.sections if section.page_width]
    assert widths == [210, 297, 210]


def test_pdf_lists_headings_on_the_pages_where_they_stand() -> None:
    content = to_pdf.render(long_paper())
    text = pdf_text(content)
    assert "Содержание" in text
    assert (
        text.count("Приложение 1. Темы полностью".replace("е 1", "е\N{NO-BREAK SPACE}1"))
        + text.count("Приложение 1. Темы полностью")
        >= 2
    )


def test_page_links_its_contents_to_its_headings() -> None:
    html = to_html.fragment(long_paper())
    assert '<a href="#section-2.1">' in html
    assert 'id="section-2.1"' in html
    assert 'id="annex-2"' in html


def test_word_finds_every_part_in_its_order(word: WordDocument) -> None:
    parts = [word.element, word.styles.element]
    parts += [piece._element for section in word.sections for piece in (section.header, section.footer)]
    assert [fault for part in parts for fault in misplaced(part)] == []


@pytest.mark.parametrize("chosen", all_exporters().values(), ids=lambda chosen: chosen.slug)
def test_long_paper_gives_the_same_bytes(chosen: Exporter) -> None:
    assert chosen.render(long_paper()) == chosen.render(long_paper())
