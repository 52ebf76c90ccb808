"""The report as a Word file: real styles, fields and heads, ready to be signed or edited by hand."""

from collections.abc import Iterator
from io import BytesIO
from itertools import count

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Mm

from otklik.core.document import (
    Chart,
    Contents,
    Document,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Table,
)
from otklik.core.typography import tied_document
from otklik.exporters import wording
from otklik.exporters.exporter import Exporter
from otklik.exporters.measure import picture_width
from otklik.exporters.pictures import paper_png
from otklik.exporters.sheets import sheets_of
from otklik.exporters.word.archive import packed, set_properties
from otklik.exporters.word.contents import add_contents, bookmark
from otklik.exporters.word.fonts import embed_typeface
from otklik.exporters.word.frame import add_signature, add_stamp, add_title_block, set_sheet, turn_sheet
from otklik.exporters.word.styles import apply_looks
from otklik.exporters.word.tables import add_table
from otklik.exporters.word.xml import add_field

_STYLES = {"body": "Body Text", "lead": "Отклик: вывод", "note": "Отклик: примечание"}


def render(document: Document) -> bytes:
    """The DOCX file's bytes, the same for the same document."""
    document = tied_document(document)
    word = docx.Document()
    apply_looks(word)
    embed_typeface(word)
    set_sheet(word, document)
    add_title_block(word, document)
    headings = count()
    for index, (part, items) in enumerate(sheets_of(document)):
        if index:
            turn_sheet(word, part)
        for item in items:
            add_block(word, item, part, headings)
    _add_method(word, document, headings)
    set_properties(word, document)
    return packed(word)


def add_block(word: WordDocument, item: Numbered, document: Document, headings: Iterator[int]) -> None:
    """Writes one block at the end of the file; `headings` gives each heading its number among bookmarks."""
    match item.block:
        case Heading() as heading:
            _add_heading(word, wording.heading_text(item, heading.text), heading, headings)
        case Contents() as contents:
            add_contents(word, contents, document)
        case _:
            _add_matter(word, item, document)


def _add_notes(word: WordDocument, table: Table) -> None:
    """Notes stay on one page, the last rows with them; an empty line parts a table without notes from the next."""
    notes = [word.add_paragraph(note, style=_STYLES["note"]) for note in wording.table_notes(table) or ("",)]
    for note in notes[:-1]:
        note.paragraph_format.keep_with_next = True


def _add_matter(word: WordDocument, item: Numbered, document: Document) -> None:
    match item.block:
        case Paragraph() as paragraph:
            _add_paragraph(word, paragraph)
        case Table() as table:
            _add_table_caption(word, item, table)
            add_table(word, table, document)
            _add_notes(word, table)
        case Chart() as chart:
            _add_chart(word, chart, item.number, document)
        case SignatureBlock() as signature:
            add_signature(word, signature)
        case PageBreak():
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_heading(word: WordDocument, text: str, heading: Heading, headings: Iterator[int]) -> None:
    paragraph = word.add_paragraph(text, style=f"Heading {min(heading.level, 3)}")
    if heading.annex:
        paragraph.paragraph_format.page_break_before = True
    bookmark(paragraph, next(headings))


def _add_paragraph(word: WordDocument, paragraph: Paragraph) -> None:
    if paragraph.style == "stamp":
        add_stamp(word, paragraph.text)
    else:
        word.add_paragraph(paragraph.text, style=_STYLES[paragraph.style])


def _add_chart(word: WordDocument, chart: Chart, number: str, document: Document) -> None:
    """The picture with its text for the screen reader, its caption below."""
    place = word.add_paragraph(style="Отклик: рисунок")
    picture = place.add_run().add_picture(BytesIO(paper_png(chart)), width=Mm(picture_width(chart)))
    properties = picture._inline.docPr  # noqa: SLF001 - python-docx has no word for alternative text
    properties.set("descr", chart.alt)
    properties.set("title", chart.title)
    _add_caption(word, wording.chart_caption(number, chart, document), number, "Рисунок", with_next=False)


def _add_table_caption(word: WordDocument, item: Numbered, table: Table) -> None:
    text = wording.table_caption(item.number, table)
    if table.form:
        word.add_paragraph(text, style="Caption").paragraph_format.keep_with_next = True
    else:
        _add_caption(word, text, item.number, "Таблица")


def _add_caption(word: WordDocument, text: str, number: str, series: str, *, with_next: bool = True) -> None:
    """«Таблица 3 — …» with a field for the number, so that Word can renumber and list them."""
    before, _, after = text.partition(number)
    paragraph = word.add_paragraph(before, style="Caption")
    add_field(paragraph, f"SEQ {series} \\* ARABIC", number)
    paragraph.add_run(after)
    paragraph.paragraph_format.keep_with_next = with_next


def _add_method(word: WordDocument, document: Document, headings: Iterator[int]) -> None:
    if document.method:
        _add_heading(word, wording.METHOD, Heading(1, wording.METHOD), headings)
    for note in document.method:
        word.add_paragraph(note, style=_STYLES["body"])
    if document.created_note:
        word.add_paragraph(document.created_note, style=_STYLES["note"])


EXPORTER = Exporter(
    slug="docx",
    title="Word (DOCX)",
    description="Для подписи и правки: стили, повторяющиеся шапки таблиц, номера страниц.",
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extension="docx",
    render=render,
)
