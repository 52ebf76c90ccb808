"""The letter as a Word file: the same sheet, with real styles, ready to be signed or mended by hand."""

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from otklik.core.document import Document
from otklik.core.letter import Letter
from otklik.core.typography import tied
from otklik.exporters.letter.glyphs import printable
from otklik.exporters.word.archive import packed, set_properties
from otklik.exporters.word.fonts import embed_typeface
from otklik.exporters.word.styles import apply_looks
from otklik.exporters.word.xml import add_field, element

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LEFT, _CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_WIDTH, _HEAD, _GAP = Mm(170), Mm(78), Mm(14)
_BODY_SIZE = Pt(13)


def letter_docx(letter: Letter) -> bytes:
    """The DOCX file's bytes, the same for the same letter."""
    return letters_docx([letter])


def letters_docx(letters: Sequence[Letter]) -> bytes:
    """Many letters in one file, each on a sheet of its own with pages numbered anew; at least one."""
    word = docx.Document()
    apply_looks(word)
    embed_typeface(word)
    _set_sheet(word)
    for place, letter in enumerate(letters):
        if place:
            _begin_sheet(word)
        _add_head(word, letter)
        _add_subject(word, letter)
        _add_body(word, letter)
        _add_signature(word, letter)
    first = letters[0]
    title, name = _print(first.subject) or "Письмо", _print(" ".join(first.head.lines))
    set_properties(word, Document(title, name, (), created_at=first.created_at))
    return packed(word)


def _begin_sheet(word: WordDocument) -> None:
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = True
    section._sectPr.append(element("pgNumType", start="1"))  # noqa: SLF001 - python-docx names no public way


def _set_sheet(word: WordDocument) -> None:
    """A4, margins 30, 10, 20, 20 mm; the page's number above every page after the first."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    above = section.header.paragraphs[0]
    above.alignment = _CENTER
    add_field(above, "PAGE", "2")


def _add_head(word: WordDocument, letter: Letter) -> None:
    """The letterhead at left, the addressee at right: a table that readers are told is for the layout only."""
    table = word.add_table(rows=1, cols=2)
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx names no public way
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    properties.append(element("tblCaption", val="Бланк и адресат"))
    left, right = table.rows[0].cells
    left.width, right.width = _HEAD, Length(_WIDTH - _HEAD)
    head = letter.head
    if letter.coat:
        place = _line(left, "", align=_CENTER)
        picture = place.add_run().add_picture(BytesIO(letter.coat), height=Mm(17))
        picture._inline.docPr.set("descr", "Герб")  # noqa: SLF001 - python-docx has no word for alternative text
    for line in head.lines:
        _line(left, line, align=_CENTER, size=12, bold=True)
    for line in head.details:
        _line(left, line, align=_CENTER, size=9.5)
    for line in filter(None, (letter.outgoing_line, letter.incoming_line)):
        _line(left, line, align=_CENTER, size=11.5, before=6)
    for index, line in enumerate(letter.addressee):
        _line(right, line, size=13, before=34 if index == 0 else 0).paragraph_format.left_indent = _GAP
    _drop_first(left)
    _drop_first(right)


def _line(
    cell: _Cell,
    text: str,
    *,
    align: WD_ALIGN_PARAGRAPH = _LEFT,
    size: float = 12,
    bold: bool = False,
    before: float = 0,
) -> Paragraph:
    paragraph: Paragraph = cell.add_paragraph(style="Отклик: реквизит")
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(1)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run(_print(text))
    run.font.size, run.bold = Pt(size), bold or None
    return paragraph


def _drop_first(cell: _Cell) -> None:
    """The empty paragraph that every new cell begins with; a cell needs one all the same."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p  # noqa: SLF001
        first.getparent().remove(first)


def _add_subject(word: WordDocument, letter: Letter) -> None:
    subject = word.add_paragraph(style="Heading 1")
    run = subject.add_run(_print(letter.subject))
    run.bold, run.font.size = False, _BODY_SIZE
    subject.paragraph_format.space_before, subject.paragraph_format.space_after = Pt(26), Pt(20)
    subject.paragraph_format.right_indent = Mm(70)


def _add_body(word: WordDocument, letter: Letter) -> None:
    if letter.greeting:
        greeting = word.add_paragraph(style="Отклик: реквизит")
        greeting.alignment, greeting.paragraph_format.space_after = _CENTER, Pt(10)
        greeting.add_run(_print(letter.greeting)).font.size = _BODY_SIZE
    for words in letter.paragraphs:
        word.add_paragraph(style="Body Text").add_run(_print(words)).font.size = _BODY_SIZE
    if letter.enclosures:
        added = word.add_paragraph(style="Отклик: реквизит")
        added.paragraph_format.space_before = Pt(14)
        added.add_run(_print(f"Приложение: {letter.enclosure_list}")).font.size = _BODY_SIZE


def _add_signature(word: WordDocument, letter: Letter) -> None:
    signature = word.add_paragraph(style="Отклик: реквизит")
    signature.paragraph_format.space_before = Pt(40)
    signature.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    signature.add_run(f"{_print(letter.signer_position)}\t{_print(letter.signer_name)}").font.size = _BODY_SIZE
    for index, line in enumerate(letter.executor_lines):
        paragraph = word.add_paragraph(style="Отклик: реквизит")
        paragraph.paragraph_format.space_before = Pt(40 if index == 0 else 0)
        paragraph.add_run(_print(line)).font.size = Pt(9.5)


def _print(text: str) -> str:
    return tied(printable(text))
