"""The neutral report: what a paper says, before any format.

A report builder makes one `Document`; every exporter renders the same one. Values stay typed (a share is 0..1, a count
an integer), so each format writes them its own way, and every figure may carry its lineage: formula, n, records.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal


class Unit(StrEnum):
    """What a value measures; decides how an exporter writes it."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"  # a mean, a score: one decimal
    SHARE = "share"  # 0..1, printed in per cent
    DAYS = "days"
    DATE = "date"
    CHANGE_COUNT = "change_count"  # signed difference of counts
    CHANGE_POINTS = "change_points"  # signed difference of shares (0..1), printed in percentage points
    CHANGE_DAYS = "change_days"  # signed difference of days
    CHANGE_SHARE = "change_share"  # signed relative change (0.1 = «+10 %»)


Align = Literal["left", "right", "center"]
RowKind = Literal["data", "total", "subtotal", "group"]
ChartKind = Literal["bars", "line", "dots", "plane"]
ParagraphStyle = Literal["body", "note", "lead", "stamp"]
Value = int | float | str | date | None


@dataclass(frozen=True)
class Lineage:
    """Where a figure comes from: the formula in words, n (people or records counted), the path of the records' list."""

    formula: str
    n: int | None = None
    url: str = ""

    @property
    def sentence(self) -> str:
        """«Формула: … n = 279.»"""
        text = self.formula.rstrip(". ")
        return f"{text}; n = {self.n}." if self.n is not None else f"{text}."


@dataclass(frozen=True)
class Cell:
    """One value; `None` reads «нет данных». A share may bring its counts: «42,3 % (118 из 279)»."""

    value: Value
    lineage: Lineage | None = None
    unit: Unit | None = None  # overrides the column's unit
    bold: bool = False
    numerator: int | None = None
    denominator: int | None = None
    rows: int = 1  # of a form: how many rows the cell stands over; in the rows below the same value is `covered`
    covered: bool = False


@dataclass(frozen=True)
class Ratio:
    """The column is one column of the same row divided by another (positions from 0)."""

    numerator: int
    denominator: int


@dataclass(frozen=True)
class Difference:
    """The column is one column of the same row minus another (positions from 0)."""

    minuend: int
    subtrahend: int


@dataclass(frozen=True)
class Column:
    """`formula` lets a spreadsheet compute the column; `width` is a relative share of the paper (0: by content)."""

    title: str
    unit: Unit = Unit.TEXT
    align: Align | None = None
    formula: Ratio | Difference | None = None
    width: int = 0


@dataclass(frozen=True)
class Row:
    """A `group` row heads the rows below it (its later cells may be empty); `level` is the depth in a tree."""

    cells: tuple[Cell, ...]
    level: int = 0
    kind: RowKind = "data"


@dataclass(frozen=True)
class Heading:
    """`level` 1..3; numbers are given by the outline, not written in the text.

    An `annex` begins a page of its own and is numbered apart: «Приложение 2». `key` is what a template calls it by.
    """

    level: int
    text: str
    numbered: bool = True
    annex: bool = False
    key: str = ""


@dataclass(frozen=True)
class Paragraph:
    """`lead` is the finding in a sentence, `note` small print, `stamp` a framed warning."""

    text: str
    style: ParagraphStyle = "body"


@dataclass(frozen=True)
class Table:
    """`key` is what a chart refers to, `sheet` the spreadsheet's sheet name. Raises ValueError on ragged rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    key: str = ""
    sheet: str = ""
    form: bool = False  # boxed cells, some over several rows, no number: an annex of a decree

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"Строка таблицы «{self.caption}»: ячеек {len(row.cells)}, столбцов {len(self.columns)}."
                )

    def unit_of(self, cell: Cell, position: int) -> Unit:
        """The cell's own unit, else its column's; words in a column of figures are text."""
        if isinstance(cell.value, str):
            return Unit.TEXT
        return cell.unit or self.columns[position].unit

    def side(self, position: int) -> Align:
        """Figures stand right, words left, unless the column says otherwise."""
        column = self.columns[position]
        wordy = any(isinstance(row.cells[position].value, str) for row in self.rows)
        return column.align or ("left" if column.unit is Unit.TEXT and (wordy or position == 0) else "right")

    def formulas(self) -> tuple[str, ...]:
        """The distinct formulas behind the figures, in order of appearance."""
        found = (cell.lineage.formula for row in self.rows for cell in row.cells if cell.lineage)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Point:
    """One mark of a chart: `text` is the value as printed (made from the unit when empty), `low`..`high` its interval,
    `reference` the value it is compared with."""

    label: str
    value: float | None
    text: str = ""
    accent: bool = False
    low: float | None = None
    high: float | None = None
    reference: float | None = None
    across: float | None = None  # place along, where the picture is a plane (0..1)
    size: int = 2  # of the dot on a plane: 1 small, 2 usual, 3 large


@dataclass(frozen=True)
class Chart:
    """`title` says the finding, `alt` reads the picture aloud, `table` is the key of the table behind it."""

    title: str
    alt: str
    spec: Mapping[str, Any]
    table: str = ""
    points: tuple[Point, ...] = ()
    unit: Unit = Unit.COUNT
    kind: ChartKind = "bars"
    legend: str = ""  # what the thin stroke of `Point.reference` means


@dataclass(frozen=True)
class ApprovalBlock:
    """«УТВЕРЖДАЮ», printed at the top right of the first page; without a date it leaves a blank to fill."""

    position: str
    person: str = ""
    signed_on: date | None = None
    heading: str = "УТВЕРЖДАЮ"


@dataclass(frozen=True)
class SignatureBlock:
    """A signature where it stands: office, line, name."""

    position: str
    person: str = ""


@dataclass(frozen=True)
class PageBreak:
    """The next block begins a new page (on paper; elsewhere nothing)."""


@dataclass(frozen=True)
class Contents:
    """The headings down to `depth` with their pages, the annexes among them."""

    title: str = "Содержание"
    depth: int = 2


@dataclass(frozen=True)
class Turn:
    """What follows stands on sheets upright or on their side, from a new page on (elsewhere nothing)."""

    landscape: bool


Block = Heading | Paragraph | Table | Chart | ApprovalBlock | SignatureBlock | PageBreak | Contents | Turn


@dataclass(frozen=True)
class Document:
    """One report. `basis` names the clause it fulfils, `restriction` the words that keep it inside."""

    title: str
    administration: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    basis: str = ""
    restriction: str | None = None
    method: tuple[str, ...] = ()
    created_note: str = ""
    created_at: datetime | None = None  # goes into file properties; None leaves them undated
    landscape: bool = False
    cover: bool = False  # the title has a page of its own
    site: str = ""  # "https://host", put before lineage paths in files; empty leaves files without links
    slug: str = field(default="report")

    @property
    def approval(self) -> ApprovalBlock | None:
        """The first approval block, which every paper prints above the title."""
        return next((block for block in self.blocks if isinstance(block, ApprovalBlock)), None)

    @property
    def body(self) -> tuple[Block, ...]:
        """All blocks but the approval."""
        return tuple(block for block in self.blocks if not isinstance(block, ApprovalBlock))

    @property
    def has_contents(self) -> bool:
        """Some table of contents leads to the headings."""
        return any(isinstance(block, Contents) for block in self.blocks)

    def tables(self) -> Iterator[Table]:
        """The tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def charts(self) -> Iterator[Chart]:
        """The charts in order."""
        return (block for block in self.blocks if isinstance(block, Chart))


@dataclass(frozen=True)
class Numbered:
    """A block with its number in the paper: "2.1" for a heading, "3" for a table or a picture, empty for the rest."""

    number: str
    block: Block


def outline(document: Document) -> tuple[Numbered, ...]:
    """Numbers headings (1, 1.1), annexes, tables and charts (each from 1): the same in every format."""
    counters, tables, charts, annexes, result = [0, 0, 0], 0, 0, 0, []
    for block in document.body:
        number = ""
        if isinstance(block, Heading) and block.annex:
            annexes += 1
            number = f"Приложение {annexes}"
        elif isinstance(block, Heading) and block.numbered:
            level = min(max(block.level, 1), 3)
            counters = [*counters[: level - 1], counters[level - 1] + 1, *[0] * (3 - level)]
            number = ".".join(str(counter) for counter in counters[:level])
        elif isinstance(block, Table) and not block.form:
            tables += 1
            number = str(tables)
        elif isinstance(block, Chart):
            charts += 1
            number = str(charts)
        result.append(Numbered(number, block))
    return tuple(result)
