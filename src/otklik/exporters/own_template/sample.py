"""A ready template to begin with: the fields of a report in a paper that can be changed in Word."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from otklik.core.document import Document
from otklik.exporters.word.archive import packed, set_properties
from otklik.exporters.word.fonts import embed_typeface
from otklik.exporters.word.frame import set_sheet
from otklik.exporters.word.styles import apply_looks

Part = tuple[str, str, bool, bool]  # name, title, whether it has a table, whether it has a picture
_MADE_AT = datetime(2000, 1, 1, tzinfo=UTC)


def sample_template(title: str, parts: Sequence[Part]) -> bytes:
    """The DOCX file's bytes, the same for the same report."""
    paper = Document("{{ название }}", "Отклик", (), subtitle="{{ период }}", created_at=_MADE_AT)
    word = docx.Document()
    apply_looks(word)
    embed_typeface(word)
    set_sheet(word, paper)
    _head(word)
    for part in parts:
        _part(word, part)
    if not parts:
        word.add_paragraph("{{ отчет }}", style="Body Text")
    _end(word)
    set_properties(word, replace(paper, title=f"Шаблон: {title}", subtitle=""))
    return packed(word)


def _head(word: WordDocument) -> None:
    word.sections[0].header.paragraphs[0].text = "{{ гриф }}"
    word.add_paragraph("{{ гриф }}", style="Отклик: гриф").alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in ("УТВЕРЖДАЮ", "{{ утверждаю.должность }}", "_____________ {{ утверждаю.фио }}", "{{ утверждаю.дата }}"):
        place = word.add_paragraph(line, style="Отклик: реквизит")
        place.paragraph_format.left_indent = Mm(88)
    for line, style in (("{{ администрация }}", "Subtitle"), ("{{ название }}", "Title"), ("{{ период }}", "Subtitle")):
        word.add_paragraph(line, style=style).alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.add_paragraph("{{ основание }}", style="Отклик: основание")


def _part(word: WordDocument, part: Part) -> None:
    name, title, has_table, has_picture = part
    if not has_table:
        word.add_paragraph(f"{{{{ раздел.{name} }}}}", style="Body Text")
        return
    word.add_paragraph(title, style="Heading 1")
    word.add_paragraph(f"{{{{ вывод.{name} }}}}", style="Body Text")
    for field in ("рисунок", "таблица") if has_picture else ("таблица",):
        word.add_paragraph(f"{{{{ {field}.{name} }}}}", style="Body Text")


def _end(word: WordDocument) -> None:
    word.add_paragraph("Методика", style="Heading 1")
    word.add_paragraph("{{ методика }}", style="Body Text")
    word.add_paragraph("{{ состояние }}", style="Отклик: примечание")
    word.add_paragraph("{{ подпись.должность }} _____________ {{ подпись.фио }}", style="Отклик: реквизит")
