"""Fills a checked template: words in their place, parts of the report instead of paragraphs, rows repeated."""

from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from itertools import count
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from otklik.core.document import Contents, Document, Heading, Numbered, PageBreak, Turn
from otklik.core.typography import tied_document
from otklik.exporters.own_template.check import list_of
from otklik.exporters.own_template.contract import Values
from otklik.exporters.own_template.fitting import fit, turned
from otklik.exporters.own_template.marks import marks_in, put, text_of
from otklik.exporters.own_template.places import Spot, spots_of
from otklik.exporters.to_docx import add_block
from otklik.exporters.word.archive import packed, set_properties
from otklik.exporters.word.styles import add_missing_looks

MOST_ROWS = 2000
_FIRST_BOOKMARK = 10_000


def fill_template(content: bytes, values: Values) -> bytes:
    """The DOCX file's bytes, the same for the same template and report; unknown fields come out empty."""
    word = docx.Document(BytesIO(content))
    add_missing_looks(word)
    _repeat_rows(word, values)
    bookmarks = count(_FIRST_BOOKMARK)
    for spot in list(spots_of(word)):
        names = [mark.name for mark in marks_in(spot.text)]
        block = next((name for name in names if name in values.blocks), "")
        if block and not spot.is_margin:
            _put_blocks(word, spot, values.blocks[block], values.document, bookmarks)
        elif names:
            _put_words(spot, values)
    set_properties(word, values.document)
    return packed(word)


def _put_words(spot: Spot, values: Values) -> None:
    """All marks of the paragraph, from the last on; a paragraph of nothing but empty fields goes."""
    for mark in reversed(marks_in(spot.text)):
        put(spot.paragraph, mark, values.texts.get(mark.name, ""))
    if not spot.text.strip() and not spot.is_margin:
        _remove(spot.paragraph)


def _repeat_rows(word: WordDocument, values: Values) -> None:
    """The row of the template once for each row of the list."""
    for row in {spot.row: None for spot in spots_of(word) if spot.row is not None}:
        names = [mark.name for paragraph in row.iter(qn("w:p")) for mark in marks_in(text_of(paragraph))]
        lists = [list_of(name) for name in names if list_of(name) in values.rows]
        if lists:
            _repeat(row, lists[0], values.rows[lists[0]][:MOST_ROWS])


def _repeat(row: Any, name: str, lines: tuple[tuple[str, ...], ...]) -> None:
    for line in lines or ((),):
        made = deepcopy(row)
        row.addprevious(made)
        for paragraph in made.iter(qn("w:p")):
            for mark in reversed(marks_in(text_of(paragraph))):
                if list_of(mark.name) == name:
                    put(paragraph, mark, _cell(line, mark.name))
    row.getparent().remove(row)


def _cell(line: tuple[str, ...], name: str) -> str:
    place = int(name.rpartition(".")[2]) - 1
    return line[place] if place < len(line) else ""


def _put_blocks(
    word: WordDocument, spot: Spot, items: tuple[Numbered, ...], document: Document, bookmarks: Any
) -> None:
    """Writes the blocks at the end of the file by the exporter's own hand, then moves them to the mark."""
    body, sheet = word.element.body, turned(word, tied_document(document))
    standing = list(body)
    for item in items:
        if not isinstance(item.block, Contents | Turn | PageBreak):
            add_block(word, _plain(item), sheet, bookmarks)
    known = set(standing)
    for made in [node for node in body if node not in known]:
        fit(made, word, sheet)
        spot.paragraph.addprevious(made)
    _remove(spot.paragraph)


def _plain(item: Numbered) -> Numbered:
    """In somebody's own file an annex begins no page of its own accord."""
    if isinstance(item.block, Heading) and item.block.annex:
        return replace(item, block=replace(item.block, annex=False))
    return item


def _remove(paragraph: Any) -> None:
    """Takes the paragraph out; the last one of a cell stays, empty, as Word wants it."""
    parent = paragraph.getparent()
    following = paragraph.getnext()
    is_last = parent.tag == qn("w:tc") and (following is None or following.tag != qn("w:p"))
    if is_last or paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        for node in [node for node in paragraph if node.tag != qn("w:pPr")]:
            paragraph.remove(node)
    else:
        parent.remove(paragraph)
