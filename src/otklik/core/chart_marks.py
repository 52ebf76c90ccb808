"""The marks of a chart at their pixels: rows of bars or dots, and a line over periods."""

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from otklik.core.document import ChartKind, Point

ACCENT, QUIET, INK, FAINT = "#0b5c63", "#8b9597", "#1a1f20", "#d5dadb"
FONT_SIZE, LINE = 14, 18
_GLYPH = 0.56 * FONT_SIZE  # mean width of a letter of the picture's typeface
_BAR, _GAP, _EDGE = 18, 12, 5
_STACKED_BELOW = 480
Layer = dict[str, Any]


def layer(mark: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], **channels: str) -> Layer:
    """Marks at pixels: each channel names the field that holds its place."""
    encoding: dict[str, Any] = {name: {"field": column} for name, column in channels.items()}
    for name in encoding.keys() & {"x", "y"}:
        encoding[name] |= {"type": "quantitative", "scale": None, "axis": None}
    return {"data": {"values": list(rows)}, "mark": dict(mark), "encoding": encoding}


def words(align: str, *, color: str = INK, baseline: str = "middle", weight: str = "normal") -> dict[str, Any]:
    return {
        "type": "text", "align": align, "baseline": baseline, "color": color, "fontWeight": weight,
        "fontSize": FONT_SIZE, "lineBreak": "\n", "lineHeight": LINE,
    }  # fmt: skip


def row_layers(kind: ChartKind, points: Sequence[Point], width: int, legend: str) -> tuple[list[Layer], int]:
    """Bars or dots: one row a point, the label left of it or, in a narrow picture, above it."""
    stacked = width < _STACKED_BELOW
    left = 0 if stacked else min(int(width * 0.42), _text_width(max((p.label for p in points), key=len, default="")))
    start = 0 if stacked else left + 10
    room = width - start - _text_width(max((p.text for p in points), key=len, default="")) - 8
    to_x = _scale(points, start, room)
    rows, height = _placed(points, width if stacked else left, stacked=stacked)
    for row, point in zip(rows, points, strict=True):
        row |= {"left": left, "from": start, "to": to_x(point.value), "low": to_x(point.low), "high": to_x(point.high)}
        row["reference"] = to_x(point.reference)
        row["end"] = _end(row, kind) + 7
    draw = _dot_layers if kind == "dots" else _bar_layers
    label = layer(
        words("left" if stacked else "right"), rows, x="from" if stacked else "left", y="middle", text="label"
    )
    value = layer(words("left", weight="bold"), rows, x="end", y="y", text="text")
    origin = [{"x": start, "top": 0, "floor": height}]
    base = [] if stacked else [layer({"type": "rule", "color": INK}, origin, x="x", y="top", y2="floor")]
    layers = [label, *draw(rows), *base, *_reference_layers(rows), value]
    notes, below = _legend(legend, width, height)
    return [*layers, *notes], height + below


def _legend(legend: str, width: int, height: int) -> tuple[list[Layer], int]:
    """The legend over the whole width below the marks, and the height it takes."""
    if not legend:
        return [], 0
    text = _wrapped(legend, width)
    note = {"x": 0, "y": height + LINE, "text": text}
    return [layer(words("left"), [note], x="x", y="y", text="text")], (text.count("\n") + 1) * LINE + _GAP


def _end(row: Mapping[str, Any], kind: ChartKind) -> float:
    reach = [row["to"], row["reference"], row["high"] if kind == "dots" else None]
    return max((x for x in reach if x is not None), default=float(row["from"]))


def _placed(points: Sequence[Point], label_width: int, *, stacked: bool) -> tuple[list[dict[str, Any]], int]:
    """Vertical places: `y` of the mark's middle, `middle` of its label's."""
    rows, top = [], _EDGE
    for point in points:
        label = _wrapped(point.label, label_width)
        lines = label.count("\n") + 1
        above = lines * LINE + 2 if stacked else 0
        height = above + _BAR if stacked else max(_BAR, lines * LINE)
        mark = top + above + _BAR / 2 if stacked else top + height / 2
        first = top + LINE / 2 if stacked else mark - (lines - 1) * LINE / 2
        rows.append({"label": label, "text": point.text, "y": mark, "middle": first, "accent": point.accent})
        top += height + _GAP
    return rows, max(top - _GAP, LINE) + _EDGE


def _bar_layers(rows: Sequence[Mapping[str, Any]]) -> list[Layer]:
    known = [row for row in rows if row["to"] is not None]
    layers = []
    for color, accent in ((QUIET, False), (ACCENT, True)):
        chosen = [row for row in known if row["accent"] is accent]
        layers.append(layer({"type": "bar", "size": _BAR, "color": color}, chosen, x="from", x2="to", y="y"))
    return layers


def _dot_layers(rows: Sequence[Mapping[str, Any]]) -> list[Layer]:
    known = [row for row in rows if row["to"] is not None]
    ranged = [row for row in known if row["low"] is not None and row["high"] is not None]
    whisker = layer({"type": "rule", "strokeWidth": 2, "color": QUIET}, ranged, x="low", x2="high", y="y")
    dot = {"type": "point", "filled": True, "opacity": 1, "size": 90, "color": ACCENT}
    return [whisker, layer(dot, known, x="to", y="y")]


def _reference_layers(rows: Sequence[Mapping[str, Any]]) -> list[Layer]:
    known = [row for row in rows if row["reference"] is not None]
    if not known:
        return []
    tick = {"type": "tick", "orient": "vertical", "size": _BAR + 8, "thickness": 2, "color": INK, "opacity": 1}
    return [layer(tick, known, x="reference", y="y")]


def line_layers(points: Sequence[Point], width: int) -> tuple[list[Layer], int]:
    """A line over equal steps, its values above the points and a faint border at each; layers and height in pixels."""
    height, floor = 200, 164
    rows = _steps(points, width, floor)
    known = [row for row in rows if row["y"] is not None]
    dot = {"type": "point", "filled": True, "opacity": 1, "size": 70}
    layers = [
        layer({"type": "rule", "color": FAINT}, rows, x="x", y="top", y2="floor"),
        layer({"type": "rule", "color": INK}, [{"x": 0, "x2": width, "y": floor}], x="x", x2="x2", y="y"),
        layer({"type": "line", "color": QUIET, "strokeWidth": 2}, known, x="x", y="y", detail="run"),
        layer(dot | {"color": QUIET}, [row for row in known if not row["accent"]], x="x", y="y"),
        layer(dot | {"color": ACCENT}, [row for row in known if row["accent"]], x="x", y="y"),
        layer(words("center"), rows, x="x", y="under", text="label"),
        layer(words("center", weight="bold"), rows, x="x", y="over", text="text"),
    ]
    return layers, height + max((str(row["label"]).count("\n") for row in rows), default=0) * LINE


def _steps(points: Sequence[Point], width: int, floor: int) -> list[dict[str, Any]]:
    """Where each period's marks stand; `run` counts the gaps before it, so that the line breaks at a missing value."""
    top, side, run = 28, 44, 0
    step = (width - 2 * side) / max(len(points) - 1, 1)
    peak = max((point.value for point in points if point.value is not None), default=1) or 1
    rows: list[dict[str, Any]] = []
    for index, point in enumerate(points):
        run += point.value is None
        y = None if point.value is None else floor - (floor - top) * point.value / peak
        row: dict[str, Any] = {
            "x": side + index * step,
            "top": top - 8,
            "floor": floor,
            "under": floor + LINE / 2 + 4,
            "run": run,
        }
        row |= {"y": y, "over": (floor if y is None else y) - 14, "text": point.text, "accent": point.accent}
        rows.append(row | {"label": _wrapped(point.label, step if len(points) > 1 else width)})
    return rows


def _scale(points: Sequence[Point], start: float, room: float) -> Callable[[float | None], float | None]:
    values = [v for p in points for v in (p.value, p.high, p.reference) if v is not None]
    top = max(values, default=0) or 1
    return lambda value: None if value is None else round(start + room * value / top, 1)


def _wrapped(label: str, width: float) -> str:
    return "\n".join(textwrap.wrap(label, max(int(width / _GLYPH), 8))) or label


def _text_width(text: str) -> int:
    return int(len(text) * _GLYPH) + 4
