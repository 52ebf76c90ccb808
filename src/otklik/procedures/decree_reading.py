"""A decree laid out for reading: what stands before the order, its sections, clauses and lists, its annex."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "section", "clause", "item", "text"]
_NOISE = re.compile(r"\*\*|\[bookmark:[^\]]*\]|[<>]|_{3,}")
_ORDER = re.compile(r"^\s*порядок\b", re.IGNORECASE)
_ANNEX = re.compile(r"^\s*приложение\b", re.IGNORECASE)
_SECTION = re.compile(r"^(\d+)\.\s+([А-ЯЁ].*)")
_CLAUSE = re.compile(r"^(\d+\.\d+)\.?\s+(.*)")
_ITEM = re.compile(r"^(?:[-–—•]|\d{1,2}\)|[а-я]\))\s*(.*)")
ORDER = "Порядок"
_ENDS = (".", ":", ";", "!", "?", ",")
#: A heading of a section is a line, not a paragraph.
_HEADING_LETTERS = 160


@dataclass(frozen=True)
class DecreeBlock:
    """A piece of the text; `number` is what it is cited by, `anchor` its place on the page (both may be empty)."""

    kind: BlockKind
    text: str
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class DecreePart:
    """The resolution, the order or an annex."""

    title: str
    blocks: tuple[DecreeBlock, ...]


def decree_parts(text: str) -> tuple[DecreePart, ...]:
    """The text in its parts; a part without words is left out."""
    lines = list(_joined(text))
    start = next((at for at, line in enumerate(lines) if _ORDER.match(line)), 0)
    end = next((at for at in range(start + 1, len(lines)) if _ANNEX.match(lines[at])), len(lines))
    whole = (("Постановление", lines[:start]), (ORDER, lines[start:end]), ("Приложение", lines[end:]))
    parts = (DecreePart(title, tuple(_blocks(own, cited=title == ORDER))) for title, own in whole)
    return tuple(part for part in parts if part.blocks)


def without_title(part: DecreePart) -> tuple[DecreeBlock, ...]:
    """The order from its first section on: its name stands above already."""
    first = next((at for at, block in enumerate(part.blocks) if block.kind == "section"), 0)
    return part.blocks[first:]


def sections_of(part: DecreePart) -> tuple[DecreeBlock, ...]:
    """The part's contents."""
    return tuple(block for block in part.blocks if block.kind == "section")


def _joined(text: str) -> Iterator[str]:
    """Lines without the marks of the file; one broken by the layout goes with the line before."""
    kept, after_blank = "", True
    for raw in text.splitlines():
        line = " ".join(_NOISE.sub("", raw).split())
        goes_on = line[:1].islower() and not _ITEM.match(line) and kept and not kept.endswith(_ENDS) and not after_blank
        if not line:
            after_blank = True
            continue
        if goes_on:
            kept, after_blank = f"{kept} {line}", False
            continue
        if kept:
            yield kept
        kept, after_blank = line, False
    if kept:
        yield kept


def _blocks(lines: list[str], *, cited: bool) -> Iterator[DecreeBlock]:
    seen: set[str] = set()
    for line in lines:
        block = _block(line, cited=cited)
        if block.anchor in seen:
            block = DecreeBlock(block.kind, block.text, block.number)
        seen.add(block.anchor)
        yield block


def _block(line: str, *, cited: bool) -> DecreeBlock:
    """What the line is; numbers are places to cite only inside the order."""
    if clause := _CLAUSE.match(line):
        return DecreeBlock("clause", clause[2], clause[1], f"p-{clause[1]}" if cited else "")
    section = _SECTION.match(line)
    if section and cited and len(line) <= _HEADING_LETTERS:
        return DecreeBlock("section", section[2].rstrip("."), section[1], f"p-{section[1]}")
    if section:
        return DecreeBlock("clause", section[2], section[1], f"p-{section[1]}" if cited else "")
    if item := _ITEM.match(line):
        return DecreeBlock("item", line if line[0].isalnum() else item[1])
    if len(line) <= _HEADING_LETTERS and line == line.upper() and any(letter.isalpha() for letter in line):
        return DecreeBlock("heading", line)
    return DecreeBlock("text", line)
