"""Figures of a region as small drawings: an interval with its value, a course over quarters."""

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.core.ratings.formula import REACH
from otklik.region.comparing import UNITS, Line
from otklik.region.payload import Value

WIDTH, HEIGHT, EDGE = 160, 24, 4
_LEAST = 2


@dataclass(frozen=True)
class Whisker:
    """Where the interval begins and ends and where its value stands, in pixels."""

    low: float
    high: float
    value: float
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Course:
    """A course as points «x,y» of a line; `last` is the end of it."""

    points: str
    last: tuple[float, float]
    width: int = WIDTH
    height: int = HEIGHT


def whisker(line: Line) -> Whisker | None:
    """The interval on the whole reach of the formula; None where there is none."""
    ends = line.rating.ends if line.rating else None
    if line.rating is None or ends is None or line.rating.value is None:
        return None
    low, high = REACH[UNITS[line.value.unit]]
    places = [round(EDGE + (WIDTH - 2 * EDGE) * (one - low) / (high - low), 1) for one in (*ends, line.rating.value)]
    return Whisker(places[0], places[1], places[2])


def course(values: Sequence[Value | None]) -> Course | None:
    """A line through the quarters with a value, between the least and the greatest; None with fewer than two."""
    known = [(place, one.value) for place, one in enumerate(values) if one is not None and one.value is not None]
    if len(known) < _LEAST:
        return None
    least, most = min(value for _, value in known), max(value for _, value in known)
    step, reach = (WIDTH - 2 * EDGE) / max(1, len(values) - 1), (most - least) or 1.0
    points = [
        (round(EDGE + place * step, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - least) / reach, 1))
        for place, value in known
    ]
    return Course(" ".join(f"{x},{y}" for x, y in points), points[-1])
