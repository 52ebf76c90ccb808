"""Named points on a plane: across how well, upwards how much it matters; lines at the means of both."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any

from otklik.core.chart_marks import ACCENT, FAINT, FONT_SIZE, INK, LINE, QUIET, Layer, layer, words
from otklik.core.document import Point
from otklik.core.russian import format_share

_GLYPH = 0.56 * FONT_SIZE
_TOP, _SIDE, _FLOOR = 34, 12, 34
_WIDE_LABEL, _NARROW_LABEL, _NARROW = 24, 16, 480
_ROOM = 0.12
_DOTS = {1: 40, 2: 100, 3: 240}
_BESIDE, _STEPS = 10, 14  # pixels from a dot to its name; half lines that a name may move
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Place:
    """Where a name may stand: `at` is the end of its lines on the side of the dot, `shift` how far it is moved."""

    side: str
    at: float
    shift: float
    box: _Box


def plane_layers(points: Sequence[Point], width: int, legend: str) -> tuple[list[Layer], int]:
    """Dots with their names; `across` of a point is its place along, `value` its height; height of all in pixels."""
    known = [point for point in points if point.value is not None and point.across is not None]
    height = 360 if width >= _NARROW else 420
    rows = _named(_placed(known, width, height), width, height)
    means = _means(known, width, height)
    layers = [
        layer({"type": "rule", "color": FAINT}, means[:1], x="x", x2="x2", y="y"),
        layer({"type": "rule", "color": FAINT}, means[1:], x="x", y="y", y2="y2"),
        layer({"type": "rule", "color": INK}, [_floor(width, height)], x="x", x2="x2", y="y"),
        layer({"type": "rule", "color": QUIET}, [row for row in rows if row["led"]], x="x", x2="at", y="y", y2="end"),
        *_dots(rows),
        *(
            layer(words(side), [row for row in rows if row["side"] == side], x="at", y="line", text="label")
            for side in ("left", "right")
        ),
        *_axis_words(known, width, height, legend),
    ]
    return layers, height


def _dots(rows: Sequence[dict[str, Any]]) -> list[Layer]:
    """The dots, each color and size a layer of its own; a size that nobody has makes none."""
    found = []
    for size in sorted({row["size"] for row in rows}):
        dot = {"type": "point", "filled": True, "opacity": 1, "size": _DOTS[size]}
        own = [row for row in rows if row["size"] == size]
        found.append(layer(dot | {"color": QUIET}, [row for row in own if not row["accent"]], x="x", y="y"))
        found.append(layer(dot | {"color": ACCENT}, [row for row in own if row["accent"]], x="x", y="y"))
    return found


def _ends(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * _ROOM or 0.05
    return low - room, high + room


def _placed(points: Sequence[Point], width: int, height: int) -> list[dict[str, Any]]:
    to_x, to_y = _scales(points, width, height)
    return [
        {
            "x": to_x(point.across or 0.0),
            "y": to_y(point.value or 0.0),
            "name": point.label,
            "accent": point.accent,
            "size": point.size,
        }
        for point in points
    ]


def _scales(points: Sequence[Point], width: int, height: int) -> tuple[Any, Any]:
    left, right = _ends([point.across or 0.0 for point in points])
    low, high = 0.0, _ends([point.value or 0.0 for point in points])[1]
    floor = height - _FLOOR
    return (
        lambda value: round(_SIDE + (width - 2 * _SIDE) * (value - left) / (right - left), 1),
        lambda value: round(floor - (floor - _TOP) * (value - low) / (high - low), 1),
    )


def _means(points: Sequence[Point], width: int, height: int) -> list[dict[str, Any]]:
    if not points:
        return []
    to_x, to_y = _scales(points, width, height)
    across = sum(point.across or 0.0 for point in points) / len(points)
    value = sum(point.value or 0.0 for point in points) / len(points)
    return [
        {"x": _SIDE, "x2": width - _SIDE, "y": to_y(value)},
        {"x": to_x(across), "y": _TOP, "y2": height - _FLOOR},
    ]


def _floor(width: int, height: int) -> dict[str, Any]:
    return {"x": _SIDE, "x2": width - _SIDE, "y": height - _FLOOR}


def _named(rows: list[dict[str, Any]], width: int, height: int) -> list[dict[str, Any]]:
    """Names beside the dots, where they lie on no dot and no other name; one moved away is led to by a line."""
    letters = _WIDE_LABEL if width >= _NARROW else _NARROW_LABEL
    taken = [_dot_box(row) for row in rows]
    for row in sorted(rows, key=lambda one: -one["y"]):
        lines = textwrap.wrap(row["name"], letters) or [row["name"]]
        near = list(_places(row, lines, width))
        within = [one for one in near if one.box[1] > _TOP - LINE and one.box[3] < height - _FLOOR]
        place = min(within or near, key=lambda one: sum(_over(one.box, box) for box in taken))
        row |= {"label": "\n".join(lines), "side": place.side, "at": place.at, "line": place.box[1] + LINE / 2}
        row["led"] = abs(place.shift) >= LINE
        row["end"] = (place.box[1] + place.box[3]) / 2
        taken.append(place.box)
    return rows


def _places(row: Mapping[str, Any], lines: Sequence[str], width: int) -> Iterator[_Place]:
    """Where a name may stand, the nearest first: on the side with more room, on the other, ever higher and lower."""
    room, tall = max(len(line) for line in lines) * _GLYPH, len(lines) * LINE
    sides = ("left", "right") if row["x"] < width / 2 else ("right", "left")
    for shift in sorted((step * LINE / 2 for step in range(-_STEPS, _STEPS + 1)), key=lambda one: (abs(one), one)):
        for side in sides:
            at = row["x"] + (_BESIDE if side == "left" else -_BESIDE)
            left, top = at if side == "left" else at - room, row["y"] + shift - tall / 2
            if side == sides[0] or (left >= 0 and left + room <= width):
                yield _Place(side, at, shift, (left, top, left + room, top + tall))


def _dot_box(row: Mapping[str, Any]) -> _Box:
    radius = sqrt(_DOTS[row["size"]] / pi)
    return row["x"] - radius, row["y"] - radius, row["x"] + radius, row["y"] + radius


def _over(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _axis_words(points: Sequence[Point], width: int, height: int, legend: str) -> list[Layer]:
    """What the directions mean, and the ends of the scale across."""
    upward, _, across = legend.partition("|")
    values = [point.across or 0.0 for point in points]
    to_x, _ = _scales(points, width, height)
    under = height - _FLOOR / 2 + 4
    ends = (
        [{"x": to_x(value), "y": under, "text": format_share(value, 0)} for value in {min(values), max(values)}]
        if values
        else []
    )
    return [
        layer(words("left"), [{"x": 0, "y": LINE / 2, "text": f"{upward} ↑"}], x="x", y="y", text="text"),
        layer(words("center"), [{"x": width / 2, "y": under, "text": f"{across} →"}], x="x", y="y", text="text"),
        layer(words("center"), ends, x="x", y="y", text="text"),
    ]
