"""Where in a Word file a paragraph stands, in the words of the person who wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from otklik.exporters.own_template.marks import text_of

_SHOWN = 40
_MARGINS = (
    ("header", "верхний колонтитул"),
    ("first_page_header", "верхний колонтитул первой страницы"),
    ("even_page_header", "верхний колонтитул чётных страниц"),
    ("footer", "нижний колонтитул"),
    ("first_page_footer", "нижний колонтитул первой страницы"),
    ("even_page_footer", "нижний колонтитул чётных страниц"),
)


@dataclass(frozen=True)
class Spot:
    """A paragraph with text: `row` is the table row around it; `is_margin` above or below the page's text."""

    paragraph: Any
    where: str
    row: Any = None
    is_margin: bool = False
    is_boxed: bool = False  # in a text box

    @property
    def text(self) -> str:
        """All of its text."""
        return text_of(self.paragraph)

    @property
    def place(self) -> str:
        """«таблица 1, строка 2, ячейка 3: «Начальник…»»."""
        text = " ".join(self.text.split())
        return f"{self.where}: «{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}»"


def spots_of(word: WordDocument) -> Iterator[Spot]:
    """Every paragraph that bears text: of the body, of tables, of text boxes, above and below the pages."""
    yield from _inside(word.element.body, "")
    seen: set[str] = set()
    for number, section in enumerate(word.sections, start=1):
        for name, words in _MARGINS:
            margin = getattr(section, name)
            if not margin.is_linked_to_previous and str(margin.part.partname) not in seen:
                seen.add(str(margin.part.partname))
                where = f"{words}, раздел {number}" if len(word.sections) > 1 else words
                for spot in _inside(margin._element, where):  # noqa: SLF001 - the element has no public name
                    yield Spot(spot.paragraph, spot.where, spot.row, is_margin=True, is_boxed=spot.is_boxed)


def _inside(root: Any, where: str) -> Iterator[Spot]:
    tables = {table: number for number, table in enumerate(_top_tables(root), start=1)}
    numbers = {paragraph: number for number, paragraph in enumerate(root.findall(qn("w:p")), start=1)}
    for paragraph in root.iter(qn("w:p")):
        if text_of(paragraph):
            words, row = _words(paragraph, tables, numbers)
            is_boxed = next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None
            yield Spot(paragraph, ", ".join(part for part in (where, words) if part), row, is_boxed=is_boxed)


def _top_tables(root: Any) -> Iterator[Any]:
    return (table for table in root.iter(qn("w:tbl")) if next(table.iterancestors(qn("w:tbl")), None) is None)


def _words(paragraph: Any, tables: dict[Any, int], numbers: dict[Any, int]) -> tuple[str, Any]:
    """The place and the nearest table row."""
    above = list(paragraph.iterancestors())
    row = next((node for node in above if node.tag == qn("w:tr")), None)
    table = next((node for node in reversed(above) if node in tables), None)
    if table is not None:
        outer = next(node for node in reversed(above) if node.tag == qn("w:tr"))
        cell = next(node for node in reversed(above) if node.tag == qn("w:tc"))
        line, place = table.findall(qn("w:tr")).index(outer) + 1, outer.findall(qn("w:tc")).index(cell) + 1
        return f"таблица {tables[table]}, строка {line}, ячейка {place}", row
    top = next((node for node in (paragraph, *above) if node in numbers), None)
    if top is None:
        return "надпись", None
    return f"надпись в абзаце {numbers[top]}" if top is not paragraph else f"абзац {numbers[top]}", None
