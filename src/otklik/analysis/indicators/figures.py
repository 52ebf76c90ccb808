"""The indicators of a period as frozen values."""

from dataclasses import dataclass

from otklik.analysis.indicators.dimensions import Dimension
from otklik.core.ratings.comparison import Comparison, compare
from otklik.core.ratings.formula import RatingFormula
from otklik.core.ratings.rating import Rating
from otklik.core.spans import Span
from otklik.procedures.schema_analysis import SatisfactionIndicator


@dataclass(frozen=True)
class Value:
    """An indicator in one period."""

    span: Span
    rating: Rating


@dataclass(frozen=True)
class Placed:
    """A rating among others: `place` is the best and the worst place that it may hold, None where it has no value."""

    key: str
    title: str
    rating: Rating
    place: tuple[int, int] | None
    mean: Rating | None = None
    """The mean mark on the question's own scale, where one question is shown."""


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator of the profile: the period, the periods before (oldest first), its elements or aspects."""

    entry: SatisfactionIndicator
    formula: RatingFormula
    current: Value
    trend: tuple[Value, ...]
    previous: Value
    year_ago: Value
    elements: tuple[Placed, ...]

    @property
    def rating(self) -> Rating:
        """The period's."""
        return self.current.rating

    @property
    def is_small(self) -> bool:
        """Fewer answered than the profile wants for a judgement."""
        return 0 < self.rating.n < self.entry.minimum_n

    @property
    def against_previous(self) -> Comparison | None:
        """The difference from the period before."""
        return compare(self.rating, self.previous.rating)

    @property
    def against_year_ago(self) -> Comparison | None:
        """The difference from the same period of the year before."""
        return compare(self.rating, self.year_ago.rating)


@dataclass(frozen=True)
class IndicatorCut:
    """One indicator by groups; `hidden` are the groups of which something is too small to be shown."""

    line: IndicatorLine
    dimension: Dimension
    groups: tuple[Placed, ...]
    hidden: tuple[str, ...]
    counted: int
    """Respondents in the groups shown."""


@dataclass(frozen=True)
class Board:
    """The profile's indicators in its order. Порядок: murashi 5.12, biysk 4, livny 4, gatchina 4.2, naryan-mar 4.2"""

    span: Span
    is_running: bool
    lines: tuple[IndicatorLine, ...]
    dimensions: tuple[Dimension, ...]
    survey_count: int
    response_count: int
    left_out: int
    minimum_groups: tuple[int, ...]
    cut: tuple[IndicatorCut, ...] = ()
