"""The sheet of a Word paper: margins, header with the restriction, page numbers, title block, signatures."""

from textwrap import wrap

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from otklik.core.document import ApprovalBlock, Document, SignatureBlock
from otklik.exporters.word.tables import TEXT_WIDTH, text_width
from otklik.exporters.word.xml import add_field, element
from otklik.exporters.wording import approval_lines, full_title

_APPROVAL_LEFT, _LINE_FROM, _LINE_TO = Mm(88), Mm(92), Mm(126)
_OFFICE_LETTERS = 38  # what fits left of the line


def set_sheet(word: WordDocument, document: Document) -> None:
    """A4, upright or on its side, margins 30, 10, 20, 20 mm; «Страница 2 из 5» below.

    The restriction stands above every page after the first.
    """
    section = word.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if document.landscape else (Mm(210), Mm(297))
    if document.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(30),
        Mm(10),
        Mm(20),
        Mm(20),
    )
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].add_run(document.restriction or "")
    for footer in (section.first_page_footer, section.footer):
        _number_pages(footer.paragraphs[0], full_title(document), text_width(document))


def add_title_block(word: WordDocument, document: Document) -> None:
    """Restriction, approval, then whose report it is, its title, period and basis."""
    if document.restriction:
        add_stamp(word, document.restriction)
    if document.approval:
        _add_approval(word, document.approval, _APPROVAL_LEFT + text_width(document) - TEXT_WIDTH)
    office = word.add_paragraph(document.administration, style="Отклик: реквизит")
    office.alignment = WD_ALIGN_PARAGRAPH.CENTER
    office.paragraph_format.space_before = Pt(22)
    word.add_paragraph(document.title, style="Title")
    if document.subtitle:
        word.add_paragraph(document.subtitle, style="Subtitle")
    if document.basis:
        word.add_paragraph(document.basis, style="Отклик: основание")


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
    """Office, a line to sign on, name."""
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


def _number_pages(paragraph: Paragraph, title: str, width: Length) -> None:
    stops = paragraph.paragraph_format.tab_stops
    for usual in (Pt(234), Pt(468)):  # the template's own, which a short title would stop at
        stops.add_tab_stop(usual, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.style = "Footer"
    paragraph.add_run(f"{title}\tСтраница ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" из ")
    add_field(paragraph, "NUMPAGES", "1")
