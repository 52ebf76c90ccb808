"""What the registry of fields, the check and the filling tell one another; light, for the site's start."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from otklik.core.document import Document, Numbered


class FieldKind(StrEnum):
    """What stands where the mark stood."""

    TEXT = "text"  # words in the line
    BLOCK = "block"  # paragraphs, tables and pictures instead of the paragraph
    CELL = "cell"  # a column of a table's rows: the row of the template is repeated


@dataclass(frozen=True)
class Fault:
    """What is wrong and where, both in Russian."""

    place: str
    message: str


@dataclass(frozen=True)
class Checked:
    """The faults, at most fifty, and the fields that the template uses."""

    faults: tuple[Fault, ...]
    used: tuple[str, ...] = ()


@dataclass(frozen=True)
class Values:
    """What each field says: words, numbered blocks of the report, rows of words by list («строка.каналы»)."""

    document: Document
    texts: Mapping[str, str]
    blocks: Mapping[str, tuple[Numbered, ...]]
    rows: Mapping[str, tuple[tuple[str, ...], ...]]
