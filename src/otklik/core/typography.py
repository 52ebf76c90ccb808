"""Spaces that must not break: before per cent, after №, between initials and the name."""

import re
from dataclasses import replace

from otklik.core.document import Block, Document, Paragraph
from otklik.core.russian import NO_BREAK_SPACE

_TIES = (
    re.compile(r"(?<=\d) (?=%|г\.|год|дн|п\. ?п\.|из \d)"),
    re.compile(r"(?<=[№§]) "),
    re.compile(r"(?<=\b[А-ЯЁ]\.) (?=[А-ЯЁ])"),
)


def tied(text: str) -> str:
    """The text with no-break spaces where Russian typesetting wants them."""
    for tie in _TIES:
        text = tie.sub(NO_BREAK_SPACE, text)
    return text


def tied_document(document: Document) -> Document:
    """The report with its running text tied; tables and captions are short and stay as they are."""
    return replace(
        document,
        blocks=tuple(_tied_block(block) for block in document.blocks),
        method=tuple(tied(note) for note in document.method),
        basis=tied(document.basis),
        created_note=tied(document.created_note),
    )


def _tied_block(block: Block) -> Block:
    return replace(block, text=tied(block.text)) if isinstance(block, Paragraph) else block
