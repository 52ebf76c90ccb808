"""What a formula is: a described, pure way from the counts of a quarter to the rows of a metric."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from otklik.analysis.counted import Counted
from otklik.analysis.figures import Figure, Pairs, RowKind, RowUnit
from otklik.analysis.topic_tree import TopicTree


@dataclass(frozen=True)
class Option:
    """An entry of one of the administration's lists."""

    slug: str
    title: str


@dataclass(frozen=True)
class Lists:
    """The lists by which counts are laid out: rows stand for every entry, zeros too."""

    channels: tuple[Option, ...] = ()
    reasons: tuple[Option, ...] = ()
    topics: TopicTree = field(default_factory=TopicTree)


@dataclass(frozen=True)
class Line:
    """A row of one quarter; `pairs` lead to the records behind it (None: no list), `records` their number."""

    key: str
    title: str
    figure: Figure
    unit: RowUnit = "share"
    kind: RowKind = "data"
    level: int = 0
    pairs: Pairs | None = ()
    records: int | None = None


@dataclass(frozen=True)
class Example:
    """A case worked by hand: parameters of the test and lines of the page «как посчитано»."""

    words: str
    counted: Counted
    expected: Mapping[str, float | None]
    lists: Lists = field(default_factory=Lists)


@dataclass(frozen=True)
class Formula:
    """`compute` gives the same keys for every quarter counted with the same lists; `counts` is the unit counted.

    `brief` is the formula in a line, printed under each figure; `description` the whole method («как посчитано»).
    """

    slug: str
    title: str
    brief: str
    description: str
    examples: tuple[Example, ...]
    compute: Callable[[Counted, Lists], tuple[Line, ...]]
    counts: Literal["items", "questions"] = "items"


def share(numerator: int, denominator: int) -> Figure:
    """A part of the whole; its value is None where the whole is 0."""
    return Figure(numerator, denominator, denominator, numerator / denominator if denominator else None)


def whole(count: int, title: str = "Всего", records: int | None = None) -> Line:
    """The row to which the parts add up."""
    return Line("all", title, share(count, count), kind="total", records=records)
