"""Ratings as pages show them: text, interval, place, bars and pictures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from otklik.analysis.indicators.figures import IndicatorLine, Placed
from otklik.analysis.indicators.questions import Bar
from otklik.core.charts import dots
from otklik.core.document import Chart, Point, Unit
from otklik.core.ratings.comparison import rank_words
from otklik.core.ratings.formula import Unit as RatingUnit
from otklik.core.ratings.rating import Rating
from otklik.core.ratings.words import between_words, counts_words, ends_text, value_text
from otklik.exporters.pictures import page_svg

UNITS: dict[RatingUnit, Unit] = {
    "share": Unit.SHARE,
    "mark": Unit.NUMBER,
    "points": Unit.NUMBER,
    "balance": Unit.NUMBER,
}
LEGEND = "Точка — значение, линия — интервал, в котором оно лежит с вероятностью 95 %"


@dataclass(frozen=True)
class RatingShown:
    """A rating in words."""

    title: str
    value: str
    ends: str
    counts: str
    n: int
    between: str = ""
    place: str = ""
    mean: str = ""


@dataclass(frozen=True)
class BarShown:
    """A bar of a distribution; `width` in per cent of the whole."""

    title: str
    count: int | None
    share: float | None
    width: float


@dataclass(frozen=True)
class Picture:
    """One drawing for a wide window, one for a phone."""

    title: str
    wide: str
    narrow: str


def rating_shown(rating: Rating, title: str = "", place: tuple[int, int] | None = None) -> RatingShown:
    """Value, interval, counts, n, place."""
    value = value_text(rating.value, rating.unit)
    counts = counts_words(rating) if rating.n else ""
    return RatingShown(
        title, value, ends_text(rating), counts, rating.n, between_words(rating), rank_words(place) if place else ""
    )


def places_shown(found: Iterable[Placed]) -> list[RatingShown]:
    """Rows of a rating in their order."""
    rows = [(rating_shown(one.rating, one.title, one.place), one.mean) for one in found]
    return [replace(row, mean=value_text(mean.value, mean.unit)) if mean else row for row, mean in rows]


def bars_shown(bars: Sequence[Bar]) -> list[BarShown]:
    """Bars of a distribution."""
    return [BarShown(bar.title, bar.count, bar.share, round(100 * (bar.share or 0), 1)) for bar in bars]


def picture(chart: Chart | None) -> Picture | None:
    """The drawings of a chart; None where there is nothing to draw."""
    return Picture(chart.title, page_svg(chart), page_svg(chart, phone=True)) if chart else None


def dots_of(title: str, ratings: Iterable[tuple[str, Rating]]) -> Chart | None:
    """Dots with their intervals for ratings of one unit."""
    known = [(label, one) for label, one in ratings if one.value is not None]
    if not known:
        return None
    points = [_point(label, rating) for label, rating in known]
    return dots(title, points, unit=UNITS[known[0][1].unit], legend=LEGEND)


def trend_of(shown: IndicatorLine, title: str) -> Chart | None:
    """The last periods with their intervals, oldest first; None with fewer than two."""
    known = [one for one in shown.trend if one.rating.value is not None]
    if len(known) < 2:  # noqa: PLR2004 - one point is no course
        return None
    first = shown.trend.index(known[0])
    points = [_point(short(str(one.span)), one.rating) for one in shown.trend[first:]]
    return dots(title, points, unit=UNITS[shown.rating.unit], legend=LEGEND)


def short(span: str) -> str:
    """«III кв. 2026» for 2026Q3."""
    year, number = span.split("Q")
    return f"{('I', 'II', 'III', 'IV')[int(number) - 1]} кв. {year}"


def _point(label: str, rating: Rating) -> Point:
    ends = rating.ends
    text = value_text(rating.value, rating.unit) if rating.value is not None else "нет"
    return Point(label, rating.value, text, low=ends[0] if ends else None, high=ends[1] if ends else None)
