"""Fits what the exporter wrote into the margins of somebody's own file."""

from dataclasses import replace
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from otklik.core.document import Document
from otklik.exporters.word.tables import text_width

_TWIPS = (("w:tblW", "w:w"), ("w:gridCol", "w:w"), ("w:tcW", "w:w"))
_LENGTHS = (("wp:extent", ("cx", "cy")), ("a:ext", ("cx", "cy")))


def turned(word: WordDocument, document: Document) -> Document:
    """The report as wide as the file's first sheet is turned."""
    section = word.sections[0]
    return replace(document, landscape=(section.page_width or 0) > (section.page_height or 0))


def fit(made: Any, word: WordDocument, document: Document) -> None:
    """Scales tables and pictures from our margins to those of the file."""
    section = word.sections[0]
    if not section.page_width or section.left_margin is None or section.right_margin is None:
        return
    ratio = (section.page_width - section.left_margin - section.right_margin) / text_width(document)
    for tag, name in _TWIPS:
        for node in made.iter(qn(tag)):
            if node.get(qn("w:type"), "dxa") == "dxa":
                _scale(node, qn(name), ratio)
    for tag, names in _LENGTHS if ratio < 1 else ():
        for node in made.iter(qn(tag)):
            for length in names:
                _scale(node, length, ratio)


def _scale(node: Any, name: str, ratio: float) -> None:
    if node.get(name):
        node.set(name, str(round(int(node.get(name)) * ratio)))
