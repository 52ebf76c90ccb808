"""A trend as a row of small bars: heights computed here, drawn by the template, told in words for a screen reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from otklik.analysis.dashboard import TrendPoint
from otklik.web.templatetags.decree import short_quarter

WIDTH, HEIGHT, STEP, BAR = 168, 48, 28, 20


@dataclass(frozen=True)
class Bar:
    """One quarter's bar at its pixels; `text` is its value in words."""

    x: int
    y: float
    height: float
    label: str
    text: str
    is_last: bool


@dataclass(frozen=True)
class Sparkline:
    """Six quarters at a glance; bars begin at nought."""

    bars: tuple[Bar, ...]
    words: str
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(trend: Sequence[TrendPoint], text_of: Callable[[float | None], str]) -> Sparkline:
    """Bars of the trend, the last in the accent."""
    top = max((point.value or 0 for point in trend), default=0) or 1
    bars = tuple(
        _bar(place, point, HEIGHT * (point.value or 0) / top, text_of(point.value), is_last=place == len(trend) - 1)
        for place, point in enumerate(trend)
    )
    words = "; ".join(f"{point.quarter.title}: {text_of(point.value)}" for point in trend)
    first, last = (short_quarter(trend[place].quarter) for place in (0, -1))
    return Sparkline(bars, words, first, last)


def _bar(place: int, point: TrendPoint, height: float, text: str, *, is_last: bool) -> Bar:
    drawn = round(max(height, 1), 1)
    return Bar(place * STEP, round(HEIGHT - drawn, 1), drawn, point.quarter.title, text, is_last)
