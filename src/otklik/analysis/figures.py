"""The quarter's monitoring as frozen values: metrics in the decree's order, rows, and the figures of three quarters."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from urllib.parse import urlencode

from otklik.analysis.cut import Cut
from otklik.core.periods import Quarter

RowUnit = Literal["share", "days"]
RowKind = Literal["data", "subtotal", "total"]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """One figure of one quarter: `value` is a share 0..1 or days; None where n, the records it rests on, is 0."""

    numerator: int | None
    denominator: int | None
    n: int
    value: float | None


@dataclass(frozen=True)
class Row:
    """A row of a metric; `pairs` are the parameters of the registry's list behind it, without the quarter.

    `records` counts the records of that list where it differs from the figure (questions are counted, records listed).
    """

    key: str
    title: str
    current: Figure
    previous: Figure
    year_ago: Figure
    unit: RowUnit = "share"
    kind: RowKind = "data"
    level: int = 0
    pairs: Pairs | None = None
    records: int | None = None

    @property
    def change(self) -> float | None:
        """Value less that of the previous quarter; None when either is missing."""
        if self.current.value is None or self.previous.value is None:
            return None
        return self.current.value - self.previous.value

    def query(self, quarter: Quarter) -> str:
        """The registry's filter for the quarter as a query string; empty where no list stands behind the figure."""
        return "" if self.pairs is None else urlencode((("quarter", str(quarter)), *self.pairs))


@dataclass(frozen=True)
class Metric:
    """A metric in the decree's words; `formula` says how it is counted, `method` at length, `counts` of what."""

    slug: str
    clause: str
    title: str
    short_title: str
    population: str
    population_title: str
    formula: str
    method: str
    counts: Literal["items", "questions"]
    rows: tuple[Row, ...]

    def row(self, key: str) -> Row:
        """The row by key; KeyError when there is none."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


@dataclass(frozen=True)
class Monitoring:
    """All metrics of one administration and quarter. Порядок: murashi 4.2, biysk 4, livny 4, gatchina 4.2.

    `as_of` is the day of the count, `part` says whose part it is (empty: the whole administration); `edition` and what
    follows it is set for a frozen period.
    """

    administration: str
    quarter: Quarter
    procedure_revision: str
    as_of: date
    metrics: tuple[Metric, ...]
    cut: Cut = field(default_factory=Cut)
    part: str = ""
    frozen: bool = False
    edition: int | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    reason: str = ""

    def metric(self, slug: str) -> Metric:
        """The metric by slug; KeyError when the decree has none such."""
        for metric in self.metrics:
            if metric.slug == slug:
                return metric
        raise KeyError(slug)
