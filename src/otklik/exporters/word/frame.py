"""The sheet of a Word paper: margins, header with the restriction, page numbers, title block, signatures."""

from textwrap import wrap

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from otklik.core.document import ApprovalBlock, Document, SignatureBlock
from otklik.exporters.word.tables import TEXT_WIDTH, text_width
from otklik.exporters.word.xml import add_field, element
from otklik.exporters.wording import approval_lines, full_title

_APPROVAL_LEFT, _LINE_FROM, _LINE_TO = Mm(88), Mm(92), Mm(126)
_COVER_SPACE = 170  # points above the title of a cover
_OFFICE_LETTERS = 38  # what fits left of the line


def set_sheet(word: WordDocument, document: Document) -> None:
    """A4, upright or on its side, margins 30, 10, 20, 20 mm; the report's title below.

    Above every page after the first stand its number in the middle (ГОСТ Р 7.0.97, 3.9) and the restriction.
    """
    _size(word.sections[0], document)
    word.sections[0].different_first_page_header_footer = True
    _number_pages(word.sections[0].header.paragraphs[0], document.restriction or "")
    for footer in (word.sections[0].first_page_footer, word.sections[0].footer):
        footer.paragraphs[0].style = "Footer"
        footer.paragraphs[0].add_run(full_title(document))


def turn_sheet(word: WordDocument, document: Document) -> None:
    """What follows begins a page turned as `document` is, with the same words above and below."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    _size(section, document)
    section.different_first_page_header_footer = False


def _size(section: Section, document: Document) -> None:
    section.page_width, section.page_height = (Mm(297), Mm(210)) if document.landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)


def add_title_block(word: WordDocument, document: Document) -> None:
    """Restriction, approval, then whose report it is, its title, period and basis."""
    if document.restriction:
        add_stamp(word, document.restriction)
    if document.approval:
        _add_approval(word, document.approval, _APPROVAL_LEFT + text_width(document) - TEXT_WIDTH)
    office = word.add_paragraph(document.administration, style="Отклик: реквизит")
    office.alignment = WD_ALIGN_PARAGRAPH.CENTER
    office.paragraph_format.space_before = Pt(_COVER_SPACE if document.cover else 22)
    word.add_paragraph(document.title, style="Title")
    if document.subtitle:
        word.add_paragraph(document.subtitle, style="Subtitle")
    if document.basis:
        word.add_paragraph(document.basis, style="Отклик: основание")
    if document.cover:
        word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def add_stamp(word: WordDocument, text: str) -> None:
    """A framed warning."""
    paragraph = word.add_paragraph(text, style="Отклик: гриф")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(5)
    frame = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        frame.append(element(side, val="single", sz=8, space=4, color="1A1F20"))
    paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")  # noqa: SLF001


def add_signature(word: WordDocument, block: SignatureBlock) -> None:
    """Office, a line to sign on, name; the words before stand on the same page."""
    if word.paragraphs:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
    paragraph = word.add_paragraph("\n".join(wrap(block.position, _OFFICE_LETTERS)), style="Отклик: реквизит")
    paragraph.paragraph_format.space_before = Pt(24)
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(_LINE_FROM)
    stops.add_tab_stop(_LINE_TO, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    paragraph.add_run(f"\t\t {block.person}")


def _add_approval(word: WordDocument, approval: ApprovalBlock, left: int) -> None:
    for index, line in enumerate(approval_lines(approval)):
        paragraph = word.add_paragraph(style="Отклик: реквизит")
        paragraph.add_run(line).bold = index == 0 or None
        paragraph.paragraph_format.left_indent = Length(left)
        paragraph.paragraph_format.space_before = Pt(14) if index == 0 else None


def _number_pages(paragraph: Paragraph, restriction: str) -> None:
    add_field(paragraph, "PAGE", "2")
    if restriction:
        run = paragraph.add_run()
        run.add_break()
        run.add_text(restriction)
