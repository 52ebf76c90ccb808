"""Two versions of a package side by side: which words and which figures changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from otklik.core.document import Paragraph, Row, Table
from otklik.core.document_json import blocks_from_json
from otklik.core.figures import cell_text
from otklik.reporting.packages.contents import SECTIONS
from otklik.reporting.packages.payload import field_texts
from otklik.reporting.packages.words import filled


@dataclass(frozen=True)
class Piece:
    """A run of words: `kind` is «same», «gone» or «new»."""

    text: str
    kind: str


@dataclass(frozen=True)
class FigureChange:
    """A figure that reads otherwise; empty words: the row or the column was not there."""

    table: str
    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class SectionChange:
    """What changed in one section."""

    slug: str
    title: str
    words: tuple[Piece, ...]
    figures: tuple[FigureChange, ...]

    @property
    def has_new_words(self) -> bool:
        """Something was written or struck out."""
        return any(piece.kind != "same" for piece in self.words)


@dataclass(frozen=True)
class Told:
    """One side of the comparison: figures and words."""

    payload: Mapping[str, Any]
    texts: Mapping[str, str]


def compare(before: Told, after: Told) -> list[SectionChange]:
    """The sections where something changed, in their order."""
    tables = [_tables(one.payload) for one in (before, after)]
    found = []
    for section in SECTIONS:
        texts = [filled(one.texts.get(section.slug, ""), field_texts(one.payload)) for one in (before, after)]
        words = tuple(word_changes(*texts))
        figures = tuple(_figures(tables[0].get(section.slug, {}), tables[1].get(section.slug, {})))
        change = SectionChange(section.slug, section.title, words, figures)
        if change.figures or change.has_new_words:
            found.append(change)
    return found


def word_changes(before: str, after: str) -> Iterator[Piece]:
    """The words of both, in the order of the later text."""
    old, new = _words(before), _words(after)
    for verb, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            yield Piece(" ".join(old[i1:i2]), "same")
            continue
        if i2 > i1:
            yield Piece(" ".join(old[i1:i2]), "gone")
        if j2 > j1:
            yield Piece(" ".join(new[j1:j2]), "new")


def _words(text: str) -> list[str]:
    return text.replace("\n", " ¶ ").split()


Cells = dict[tuple[str, str, str], str]


def _tables(payload: Mapping[str, Any]) -> dict[str, Cells]:
    return {one["slug"]: _cells(one["blocks"]) for one in payload["sections"]}


def _cells(stored: list[Mapping[str, Any]]) -> Cells:
    """Every cell by its table, row and column; a row goes by its first words, and by its place among like."""
    found: Cells = {}
    for block in blocks_from_json(stored):
        if isinstance(block, Table):
            _of_table(block, found)
        elif isinstance(block, Paragraph) and block.style == "lead":
            found[("", "Вывод", str(sum(key[0] == "" for key in found) + 1))] = block.text
    return found


def _of_table(table: Table, found: Cells) -> None:
    met: dict[str, int] = {}
    for row in table.rows:
        if row.kind == "group":
            continue
        name = _name(table, row)
        met[name] = met.get(name, 0) + 1
        label = name if met[name] == 1 else f"{name} ({met[name]})"
        for place, column in enumerate(table.columns[1:], start=1):
            found[table.caption, label, column.title] = cell_text(table, row, place)


def _name(table: Table, row: Row) -> str:
    """The first cell that is no number of a list."""
    place = 1 if table.columns[0].title == "№" and len(table.columns) > 1 else 0
    return cell_text(table, row, place)


def _figures(before: Cells, after: Cells) -> Iterator[FigureChange]:
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key, ""), after.get(key, "")
        if old != new:
            yield FigureChange(*key, old, new)
