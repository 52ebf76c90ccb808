"""Small pieces of WordprocessingML that python-docx has no words for."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Cell
from docx.text.paragraph import Paragraph

Borders = dict[str, int]  # side -> width in eighths of a point


def element(tag: str, /, **attributes: str | int) -> BaseOxmlElement:
    """An element of the w: namespace with w: attributes."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field (PAGE, SEQ …) with the value that readers without fields show."""
    field = element("fldSimple", instr=instruction)
    run = element("r")
    words = element("t")
    words.text = shown
    run.append(words)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx names no public way


def add_link(paragraph: Paragraph, text: str, address: str, *, bold: bool = False) -> None:
    """A hyperlink to an outside address, in the type of its surroundings."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = element("hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    run = paragraph.add_run(text)
    run.bold = bold or None
    link.append(run._r)  # noqa: SLF001 - python-docx names no public way
    paragraph._p.append(link)  # noqa: SLF001


def set_borders(cell: _Cell, borders: Borders, color: str) -> None:
    """Rules of one cell: `{"top": 8}` is a line of one point above."""
    frame = element("tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in borders:
            frame.append(element(side, val="single", sz=borders[side], space=0, color=color))
    cell._tc.get_or_add_tcPr().append(frame)  # noqa: SLF001


def set_fill(cell: _Cell, color: str) -> None:
    """A flat ground behind the cell."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=color))  # noqa: SLF001
