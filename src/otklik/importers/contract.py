"""What every importer exports: one constant that describes itself and reads rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Row = dict[str, str]
NumberedRow = tuple[int, Row]
EXTRA_CELLS = "(лишние ячейки)"


class UnreadableFile(ValueError):  # noqa: N818 - names the finding, not a fault of the program
    """The file cannot be read as what it is said to be; the message is Russian and says what to do."""


@dataclass(frozen=True)
class Example:
    """A small invented file and the rows that it must give: shown to people, run by the tests."""

    title: str
    path: Path
    rows: tuple[NumberedRow, ...]


@dataclass(frozen=True)
class Importer:
    """A file format. `read_rows` yields (row number as a spreadsheet shows it, column -> text), row by row.

    It raises UnreadableFile. Cells beyond the header stand under EXTRA_CELLS.
    """

    slug: str
    title: str
    extensions: tuple[str, ...]
    description: str
    examples: tuple[Example, ...]
    read_rows: Callable[[Path], Iterator[NumberedRow]]
