"""Charts drawn by ourselves, in a millisecond: for pages that anybody may open at any moment.

The specification of a chart names marks at pixels, nothing is left to reckon. Colours are classes, so that the dark
view and the view for weak sight have their own.
"""

from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from otklik.core.chart_marks import ACCENT, FAINT, INK, QUIET
from otklik.core.charts import narrowed
from otklik.core.document import Chart

_CLASSES = {ACCENT: "c-accent", QUIET: "c-quiet", INK: "c-ink", FAINT: "c-faint"}
_ANCHORS = {"left": "start", "right": "end", "center": "middle"}
_BASELINE = 5
"""Pixels from the middle of a line of text to its base."""
_DOT = 4.75
Row = Mapping[str, Any]


def light_svg(chart: Chart, *, phone: bool = False) -> str:
    """SVG to stand inside a page, `alt` as its label. ValueError for a mark that is not drawn here (lines, planes)."""
    spec = narrowed(chart) if phone else chart.spec
    width, height = spec["width"], spec["height"]
    drawn = "".join(part for one in spec["layer"] for part in _layer(one))
    label = escape(chart.alt)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{label}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{drawn}</svg>'
    )


def _layer(layer: Row) -> Iterator[str]:
    mark, places = layer["mark"], {name: one["field"] for name, one in layer["encoding"].items()}
    draw = _DRAWN.get(mark["type"])
    if draw is None:
        raise ValueError(f"a mark «{mark['type']}» is not drawn here")
    for row in layer["data"]["values"]:
        yield draw(mark, {name: row[field] for name, field in places.items()})


def _text(mark: Row, at: Row) -> str:
    lines = str(at["text"]).split("\n")
    anchor, weight = _ANCHORS[mark["align"]], ' font-weight="bold"' if mark["fontWeight"] == "bold" else ""
    top = at["y"] + _BASELINE
    spans = "".join(
        f'<tspan x="{at["x"]:g}" y="{top + place * mark["lineHeight"]:g}">{escape(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}"{weight} class="{_CLASSES[mark["color"]]}">{spans}</text>'


def _rule(mark: Row, at: Row) -> str:
    ends = (at["x"], at["y"], at.get("x2", at["x"]), at.get("y2", at["y"]))
    x1, y1, x2, y2 = (f"{end:g}" for end in ends)
    stroke = f'class="{_CLASSES[mark["color"]]}" stroke-width="{mark.get("strokeWidth", 1)}"'
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {stroke}/>'


def _point(mark: Row, at: Row) -> str:
    return f'<circle cx="{at["x"]:g}" cy="{at["y"]:g}" r="{_DOT}" class="{_CLASSES[mark["color"]]}"/>'


def _bar(mark: Row, at: Row) -> str:
    top, width = at["y"] - mark["size"] / 2, max(0, at["x2"] - at["x"])
    place = f'x="{at["x"]:g}" y="{top:g}" width="{width:g}" height="{mark["size"]}"'
    return f'<rect {place} class="{_CLASSES[mark["color"]]}"/>'


_DRAWN: dict[str, Callable[[Row, Row], str]] = {"text": _text, "rule": _rule, "point": _point, "bar": _bar}
