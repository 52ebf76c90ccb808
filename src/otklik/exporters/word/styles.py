"""The styles of a Word paper: PT Serif, real headings, captions, notes."""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from otklik.exporters.typefaces import SERIF
from otklik.exporters.word.xml import element

INK = RGBColor(0x1A, 0x1F, 0x20)
LEFT, CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True)
class Look:
    """A paragraph style: size and spaces in points, `indent` of the first line and `left` of all in millimetres.

    `line` is of the typeface's own line, 1.33 of its size: 1 is what the PDF of the same paper has, so that the pages
    that the contents name are Word's too, as near as two programs come.
    """

    size: float
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT
    before: float = 0
    after: float = 6
    indent: float = 0
    left: float = 0
    with_next: bool = False
    line: float = 1.0


TABLE_STYLE = "OtklikTable"  # its identifier in the file, for cells by the hundred

LOOKS = {
    "Normal": Look(12),
    "Title": Look(16, bold=True, align=CENTER, before=4, after=4),
    "Subtitle": Look(13, align=CENTER, after=4),
    "Body Text": Look(12, align=JUSTIFY, indent=12.5),
    "Heading 1": Look(14, bold=True, before=16, after=8, with_next=True),
    "Heading 2": Look(12.5, bold=True, before=14, after=6, with_next=True),
    "Heading 3": Look(12, bold=True, italic=True, before=12, after=6, with_next=True),
    "Caption": Look(11.5, before=10, after=5),
    "Header": Look(9, italic=True, align=CENTER, after=0),
    "Footer": Look(9, after=0),
    "Отклик: реквизит": Look(12, after=3),
    "Отклик: вывод": Look(13, bold=True, before=4, after=8, with_next=True),
    "Отклик: основание": Look(11, italic=True, align=CENTER, after=10),
    "Отклик: примечание": Look(9.5, before=3, after=4, line=0.9),
    "Отклик: гриф": Look(9.5, bold=True, after=0),
    "Отклик: таблица": Look(10.5, after=0, line=0.9),
    "Отклик: содержание": Look(14, bold=True, before=6, after=8, with_next=True),
    "toc 1": Look(12, before=4, after=2),
    "toc 2": Look(11.5, after=1, left=7),
    "toc 3": Look(11, after=1, left=14),
    "Отклик: рисунок": Look(12, align=CENTER, before=10, after=2, with_next=True),
}


def apply_looks(word: WordDocument) -> None:
    """Makes or mends every style of `LOOKS`, the language and the font table's fallback."""
    known = {style.name for style in word.styles}
    for name, look in LOOKS.items():
        style = word.styles[name] if name in known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if not isinstance(style, ParagraphStyle):
            raise TypeError(f"Стиль «{name}» — не стиль абзаца.")
        _apply(style, look)
    word.styles["Отклик: таблица"].element.styleId = TABLE_STYLE
    _set_language(word)


def add_missing_looks(word: WordDocument) -> None:
    """Adds the styles that somebody's own file lacks, in that file's typeface; those it has stay as they are."""
    known = {style.name for style in word.styles}
    for name, look in LOOKS.items():
        if name not in known:
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            if isinstance(style, ParagraphStyle):
                _apply(style, look, typeface=False)
    word.styles["Отклик: таблица"].element.styleId = TABLE_STYLE


def _apply(style: ParagraphStyle, look: Look, *, typeface: bool = True) -> None:
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic, font.color.rgb = Pt(look.size), look.bold, look.italic, INK
    if typeface:
        _set_typeface(style)
    shape.alignment, shape.line_spacing = look.align, look.line
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.first_line_indent = Mm(look.indent)
    if look.left:
        shape.left_indent = Mm(look.left)
    shape.keep_with_next, shape.widow_control = look.with_next, True
    for frame in style.element.findall(f".//{qn('w:pBdr')}"):
        frame.getparent().remove(frame)


def _set_typeface(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_rPr()
    for old in (
        *properties.findall(qn("w:rFonts")),
        *properties.findall(qn("w:spacing")),
        *properties.findall(qn("w:kern")),
    ):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=SERIF, hAnsi=SERIF, cs=SERIF, eastAsia=SERIF))


def _set_language(word: WordDocument) -> None:
    """Russian everywhere; hyphenation on, as the narrow columns of reports want it."""
    defaults = word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("lang", val="ru-RU", eastAsia="ru-RU", bidi="ar-SA"))
    word.settings.element.find(qn("w:defaultTabStop")).addnext(element("autoHyphenation", val="true"))
