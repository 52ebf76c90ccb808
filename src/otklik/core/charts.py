"""Pictures of a report as Vega-Lite specifications: plain, directly labelled, readable in black and white.

Every place is computed in pixels (a specification of marks, without axes to guess), so that one picture is the same on
the page and on paper, and a narrower one can be drawn for a phone. No pies, no second axis, bars begin at nought.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from otklik.core.chart_marks import line_layers, row_layers
from otklik.core.document import Chart, ChartKind, Point, Unit
from otklik.core.figures import figure_text
from otklik.core.plane_marks import plane_layers

WIDE, NARROW = 640, 340


def bars(
    title: str, points: Iterable[Point], *, unit: Unit, table: str = "", keep_order: bool = False, legend: str = ""
) -> Chart:
    """Horizontal bars, longest first unless the order means something; the longest is accented if no point asks."""
    texts = tuple(_with_text(point, unit) for point in points)
    order = texts if keep_order else tuple(sorted(texts, key=_magnitude, reverse=True))
    return _chart("bars", title, _with_accent(order), unit=unit, table=table, legend=legend)


def line(title: str, points: Iterable[Point], *, unit: Unit, table: str = "") -> Chart:
    """Values over periods, oldest first; the last takes the accent, a missing value breaks the line."""
    texts = tuple(_with_text(point, unit) for point in points)
    last = (replace(point, accent=index == len(texts) - 1) for index, point in enumerate(texts))
    return _chart("line", title, tuple(last), unit=unit, table=table)


def dots(title: str, points: Iterable[Point], *, unit: Unit, table: str = "", legend: str = "") -> Chart:
    """A dot with its interval for each point, in the order given."""
    texts = tuple(_with_text(point, unit) for point in points)
    return _chart("dots", title, texts, unit=unit, table=table, legend=legend)


def plane(title: str, points: Iterable[Point], *, upward: str, across: str, table: str = "") -> Chart:
    """Named points: `value` upwards, `across` along; the directions are told in words, the means of both as lines."""
    texts = tuple(_with_text(point, Unit.SHARE) for point in points)
    legend = f"{upward}|{across}"
    chart = _chart("plane", title, texts, unit=Unit.SHARE, table=table, legend=legend)
    places = "; ".join(
        f"{point.label}: {upward} {point.text}, {across} {figure_text(point.across, Unit.SHARE)}" for point in texts
    )
    return replace(chart, alt=f"{title.rstrip('.')}. {places}.")


def specification(kind: ChartKind, points: Sequence[Point], *, width: int = WIDE, legend: str = "") -> dict[str, Any]:
    """The Vega-Lite dict of the picture at a width in pixels; below 480 labels stand above their marks."""
    layers, height = _drawn(kind, points, width, legend)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width, "height": height, "padding": 0, "autosize": "none", "background": None,
        "data": {"values": []}, "layer": layers,
        "config": {"aria": False, "font": "sans-serif", "view": {"stroke": None}},
    }  # fmt: skip


def _drawn(kind: ChartKind, points: Sequence[Point], width: int, legend: str) -> tuple[list[dict[str, Any]], int]:
    if kind == "plane":
        return plane_layers(points, width, legend)
    return line_layers(points, width) if kind == "line" else row_layers(kind, points, width, legend)


def narrowed(chart: Chart, width: int = NARROW) -> dict[str, Any]:
    """The same picture for a phone."""
    return specification(chart.kind, chart.points, width=width, legend=chart.legend)


def described(title: str, points: Sequence[Point], legend: str = "") -> str:
    """The picture read aloud: the finding, then each mark with its value."""
    values = "; ".join(f"{point.label}: {point.text}" for point in points)
    return f"{title.rstrip('.')}. {values}." + (f" {legend}." if legend else "")


def _chart(
    kind: ChartKind, title: str, points: tuple[Point, ...], *, unit: Unit, table: str, legend: str = ""
) -> Chart:
    spec = specification(kind, points, legend=legend)
    alt = described(title, points, legend)
    return Chart(title, alt, spec, table=table, points=points, unit=unit, kind=kind, legend=legend)


def _with_text(point: Point, unit: Unit) -> Point:
    return point if point.text else replace(point, text=figure_text(point.value, unit))


def _with_accent(points: tuple[Point, ...]) -> tuple[Point, ...]:
    if not points or any(point.accent for point in points):
        return points
    top = max(points, key=_magnitude)
    return tuple(replace(point, accent=point is top) for point in points)


def _magnitude(point: Point) -> float:
    return -1 if point.value is None else point.value
