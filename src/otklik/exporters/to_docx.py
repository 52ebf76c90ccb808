"""The report as a Word file: real styles, fields and heads, ready to be signed or edited by hand."""

from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK

from otklik.core.document import (
    Chart,
    Document,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Table,
    outline,
)
from otklik.core.typography import tied_document
from otklik.exporters import wording
from otklik.exporters.exporter import Exporter
from otklik.exporters.pictures import paper_png
from otklik.exporters.word.archive import packed, set_properties
from otklik.exporters.word.fonts import embed_typeface
from otklik.exporters.word.frame import add_signature, add_stamp, add_title_block, set_sheet
from otklik.exporters.word.styles import apply_looks
from otklik.exporters.word.tables import TEXT_WIDTH, add_table
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
    for item in outline(document):
        _add_block(word, item, document)
    _add_method(word, document)
    set_properties(word, document)
    return packed(word)


def _add_block(word: WordDocument, item: Numbered, document: Document) -> None:
    match item.block:
        case Heading() as heading:
            word.add_paragraph(wording.heading_text(item, heading.text), style=f"Heading {min(heading.level, 3)}")
        case Paragraph() as paragraph:
            _add_paragraph(word, paragraph)
        case Table() as table:
            _add_table_caption(word, item, table)
            add_table(word, table, document)
            for note in wording.table_notes(table) or ("",):
                word.add_paragraph(note, style=_STYLES["note"])
        case Chart() as chart:
            _add_chart(word, chart, item.number, document)
        case SignatureBlock() as signature:
            add_signature(word, signature)
        case PageBreak():
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_paragraph(word: WordDocument, paragraph: Paragraph) -> None:
    if paragraph.style == "stamp":
        add_stamp(word, paragraph.text)
    else:
        word.add_paragraph(paragraph.text, style=_STYLES[paragraph.style])


def _add_chart(word: WordDocument, chart: Chart, number: str, document: Document) -> None:
    """The picture with its text for the screen reader, its caption below."""
    place = word.add_paragraph(style="Отклик: рисунок")
    picture = place.add_run().add_picture(BytesIO(paper_png(chart)), width=TEXT_WIDTH)
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


def _add_method(word: WordDocument, document: Document) -> None:
    if document.method:
        word.add_paragraph(wording.METHOD, style="Heading 1")
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
