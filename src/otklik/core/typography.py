"""Spaces that must not break: before per cent, after №, between initials and the name, a month and its day."""

import re
from dataclasses import replace

from otklik.core.document import Block, Chart, Column, Document, Heading, Paragraph, Table
from otklik.core.russian import NO_BREAK_SPACE

_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_TIES = (
    re.compile(rf"(?<=\d) (?=%|г\.|год|дн|п\. ?п\.|из \d|(?:{_MONTHS})\b)"),
    re.compile(r"(?<=[№§]) "),
    re.compile(r"(?<=\b[А-ЯЁ]\.) (?=[А-ЯЁ])"),
    re.compile(r"(?<=\bn =) (?=\d)|(?<=\bn) (?== \d)"),
    re.compile(r"(?<=\bп\.) (?=п\.|\d)"),
    re.compile(r" (?=—)"),
)
_PLACE = re.compile(r"\b(пункт\w*|раздел\w*|таблиц\w*|рисун\w*|приложени\w*|стр\.) (?=\d)", re.IGNORECASE)


def tied(text: str) -> str:
    """The text with no-break spaces where Russian typesetting wants them."""
    for tie in _TIES:
        text = tie.sub(NO_BREAK_SPACE, text)
    return _PLACE.sub(rf"\1{NO_BREAK_SPACE}", text)


def tied_document(document: Document) -> Document:
    """The report with its words tied; the cells of tables are short and stay as they are."""
    return replace(
        document,
        blocks=tuple(_tied_block(block) for block in document.blocks),
        method=tuple(tied(note) for note in document.method),
        basis=tied(document.basis),
        created_note=tied(document.created_note),
        restriction=tied(document.restriction) if document.restriction else document.restriction,
    )


def _tied_block(block: Block) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, text=tied(block.text))
        case Chart():
            return replace(block, title=tied(block.title))
        case Table():
            columns = tuple(_tied_column(column) for column in block.columns)
            return replace(block, caption=tied(block.caption), note=tied(block.note), columns=columns)
    return block


def _tied_column(column: Column) -> Column:
    return replace(column, title=tied(column.title))
