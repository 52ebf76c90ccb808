"""The table of contents of a Word paper: a real field, filled already, each line a link to its heading.

The pages are those of the same paper set by Typst in the same type and margins; Word counts its own when asked to.
"""

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from otklik.core.document import Contents, Document, Heading, outline
from otklik.exporters import wording
from otklik.exporters.to_pdf import heading_pages
from otklik.exporters.word.tables import text_width
from otklik.exporters.word.xml import element

Line = tuple[int, str, str, int]  # level, words, bookmark, page


def add_contents(word: WordDocument, contents: Contents, document: Document) -> None:
    """The title and one line for each heading down to the depth asked for."""
    word.add_paragraph(contents.title, style="Отклик: содержание")
    lines = [line for line in _lines(document) if line[0] <= contents.depth]
    for index, line in enumerate(lines):
        paragraph = _line(word, line, document)
        if index == 0:
            _open_field(paragraph, f'TOC \\o "1-{contents.depth}" \\h \\z \\u')
        if index == len(lines) - 1:
            paragraph._p.append(_run(element("fldChar", fldCharType="end")))  # noqa: SLF001 - no public way


def bookmark(paragraph: Paragraph, index: int) -> None:
    """Names the heading, so that the contents can lead to it."""
    start, end = element("bookmarkStart", id=index, name=_name(index)), element("bookmarkEnd", id=index)
    first = next((child for child in paragraph._p if child.tag != qn("w:pPr")), None)  # noqa: SLF001
    if first is not None:
        first.addprevious(start)
    paragraph._p.append(end)  # noqa: SLF001


def _lines(document: Document) -> list[Line]:
    headings = [(item, item.block) for item in outline(document) if isinstance(item.block, Heading)]
    found = [(min(heading.level, 3), wording.heading_text(item, heading.text)) for item, heading in headings]
    if document.method:
        found.append((1, wording.METHOD))
    pages = heading_pages(document)
    return [(level, text, _name(index), pages[index]) for index, (level, text) in enumerate(found)]


def _name(index: int) -> str:
    return f"_Toc{530000 + index}"


def _line(word: WordDocument, line: Line, document: Document) -> Paragraph:
    level, text, name, page = line
    paragraph = word.add_paragraph(style=f"toc {level}")
    width = text_width(document)
    paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    link = element("hyperlink", anchor=name, history=1)
    paragraph._p.append(link)  # noqa: SLF001
    link.append(_run(_words(text)))
    link.append(_run(element("tab")))
    field = element("fldSimple", instr=f"PAGEREF {name} \\h")
    field.append(_run(_words(str(page))))
    link.append(field)
    return paragraph


def _open_field(paragraph: Paragraph, instruction: str) -> None:
    command = element("instrText")
    command.text = instruction
    parts = (element("fldChar", fldCharType="begin"), command, element("fldChar", fldCharType="separate"))
    place = next(child for child in paragraph._p if child.tag != qn("w:pPr"))  # noqa: SLF001
    for part in parts:
        place.addprevious(_run(part))


def _run(inside: BaseOxmlElement) -> BaseOxmlElement:
    run = element("r")
    run.append(inside)
    return run


def _words(text: str) -> BaseOxmlElement:
    words = element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return words
