"""The questionnaire as a Word file: the same sheet, to be mended by hand before it is printed."""

from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from otklik.core.document import Document
from otklik.core.questionnaire.paper import Box, PaperForm, PaperQuestion
from otklik.core.questionnaire.wording import UNSURE_WORDS
from otklik.core.typography import tied
from otklik.exporters.letter.glyphs import printable
from otklik.exporters.questionnaire.codes import qr_png
from otklik.exporters.word.archive import packed, set_properties
from otklik.exporters.word.fonts import embed_typeface
from otklik.exporters.word.styles import apply_looks
from otklik.exporters.word.xml import add_field, element, set_borders

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BOX = "\N{BALLOT BOX}"
#: Typefaces of offices that hold the box; PT Serif has none.
_BOX_FONT = "Segoe UI Symbol"
_WIDTH, _MARK = Mm(170), Mm(16)


def questionnaire_docx(form: PaperForm) -> bytes:
    """The DOCX file's bytes, the same for the same sheet."""
    word = docx.Document()
    apply_looks(word)
    embed_typeface(word)
    _set_sheet(word, form)
    _add_head(word, form)
    for question in form.questions:
        _add_question(word, question, _size(form))
    for closing in filter(None, (form.returning, form.thanks)):
        _words(word, closing, size=_size(form), before=10)
    set_properties(word, Document(form.title, form.administration, ()))
    return packed(word)


def _size(form: PaperForm) -> float:
    return 16 if form.large else 11


def _set_sheet(word: WordDocument, form: PaperForm) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(16)
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{f'Код анкеты: {form.code}' if form.code else ''}\tЛист ")
    foot.style = word.styles["Отклик: реквизит"]
    add_field(foot, "PAGE", "1")


def _add_head(word: WordDocument, form: PaperForm) -> None:
    _words(word, form.administration, size=_size(form) - 1)
    title = word.add_paragraph(style="Heading 1")
    title.add_run(_print(form.title))
    for text in filter(None, (form.lead, form.anonymity)):
        _words(word, text, size=_size(form))
    if form.address:
        place = word.add_paragraph(style="Отклик: реквизит")
        picture = place.add_run().add_picture(BytesIO(qr_png(form.address)), width=Mm(26))
        picture._inline.docPr.set("descr", f"Код для камеры телефона: {form.address}")  # noqa: SLF001
        place.add_run("  Ответить с телефона").font.size = Pt(9)


def _add_question(word: WordDocument, question: PaperQuestion, size: float) -> None:
    head = word.add_paragraph(style="Heading 2")
    head.add_run(_print(f"{question.number}. {question.title}")).font.size = Pt(size)
    if question.rule:
        _words(word, question.rule, size=size - 1.5).paragraph_format.keep_with_next = True
    if question.shape == "grid":
        _add_grid(word, question, size)
    elif question.shape == "lines":
        for _line in range(4):
            _words(word, "_" * 60, size=size, before=8)
    else:
        if question.shape == "line":
            _words(word, "_" * 24, size=size, before=6)
        for box in question.boxes:
            _add_box(word, box, size)
    if question.direction:
        _words(word, f"– {question.direction}", size=size - 1)


def _add_box(word: WordDocument, box: Box, size: float) -> None:
    place = word.add_paragraph(style="Отклик: реквизит")
    place.paragraph_format.left_indent, place.paragraph_format.first_line_indent = Mm(8), -Mm(8)
    place.paragraph_format.space_after = Pt(2)
    _tick(place, size)
    words = " ".join(part for part in (box.mark, "–" if box.mark and box.words else "", box.words) if part)
    place.add_run(_print(f"  {words}{' ____________________' if box.own else ''}")).font.size = Pt(size)
    if box.direction:
        place.add_run(_print(f" – {box.direction}")).italic = True


def _add_grid(word: WordDocument, question: PaperQuestion, size: float) -> None:
    heads = [f"{box.mark}\n{box.words}" for box in question.boxes]
    heads += [UNSURE_WORDS] if question.unsure else []
    table = word.add_table(rows=1 + len(question.rows), cols=1 + len(heads))
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001 - no public way
    for at, head in enumerate(heads, start=1):
        run = table.cell(0, at).paragraphs[0].add_run(_print(head))
        run.font.size = Pt(size - 3.5)
    for number, row in enumerate(question.rows, start=1):
        table.cell(number, 0).paragraphs[0].add_run(_print(row)).font.size = Pt(size - 0.5)
        for at in range(1, len(heads) + 1):
            _tick(table.cell(number, at).paragraphs[0], size)
    for at, column in enumerate(table.columns):
        column.width = _MARK if at else Mm(170 - 16 * len(heads))
    for row_cells in table.rows:
        for at, cell in enumerate(row_cells.cells):
            cell.width = _MARK if at else Mm(170 - 16 * len(heads))
            set_borders(cell, {"top": 4}, "5B6366")


def _tick(place: Paragraph, size: float) -> None:
    run = place.add_run(BOX)
    run.font.name, run.font.size = _BOX_FONT, Pt(size + 1)


def _words(word: WordDocument, text: str, *, size: float, before: float = 0) -> Paragraph:
    place = word.add_paragraph(style="Отклик: реквизит")
    place.paragraph_format.space_before = Pt(before)
    place.add_run(_print(text)).font.size = Pt(size)
    return place


def _print(text: str) -> str:
    return tied(printable(text))
