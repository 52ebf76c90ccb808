"""Native charts of a workbook, each beside the figures it draws."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as NativeChart
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from otklik.core.chart_marks import ACCENT, FAINT, INK, QUIET
from otklik.core.document import Chart, Document, Numbered, Point
from otklik.exporters.spreadsheet.formats import NUMBER_FORMATS, Formats
from otklik.exporters.spreadsheet.sheets import set_paper
from otklik.exporters.wording import chart_caption

_HEADS = ("Значение", "Сравнение", "Ниже на", "Выше на")
_LABEL, _VALUE, _REFERENCE, _BELOW, _ABOVE = range(5)
_PICTURE_ROWS, _CHARTS_A_PAGE = 18, 2


def write_charts(
    workbook: Workbook, sheet: Worksheet, items: tuple[Numbered, ...], document: Document, formats: Formats
) -> None:
    """All charts one under another, two a page: caption, native chart, its figures."""
    set_paper(sheet, document)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, len(_HEADS), 12)
    top, breaks = 0, []
    charts = [item for item in items if isinstance(item.block, Chart)]
    for index, item in enumerate(charts):
        if index and index % _CHARTS_A_PAGE == 0:
            breaks.append(top)
        if isinstance(item.block, Chart):
            sheet.write_string(top, 0, chart_caption(item.number, item.block, document), formats.look("caption"))
            top = _write_chart(workbook, sheet, top, item.block, formats)
    sheet.set_h_pagebreaks(breaks)


def _write_chart(workbook: Workbook, sheet: Worksheet, top: int, chart: Chart, formats: Formats) -> int:
    """The chart below its caption and the figures below the chart; returns the next free row."""
    height = max(_PICTURE_ROWS, 2 * len(chart.points) + 6)
    first = top + height + 2
    native = _native(workbook, sheet.get_name(), chart, first + 1)
    native.set_size({"width": 660, "height": 20 * (height - 1)})
    sheet.insert_chart(top + 1, 0, native, {"description": chart.alt, "object_position": 1})
    sheet.write_string(first, _LABEL, "Название", formats.head("left"))
    for offset, point in enumerate(chart.points, start=1):
        sheet.write_string(first + offset, _LABEL, point.label, formats.look("plain"))
    figures = [_figures(point) for point in chart.points]
    for position, head in enumerate(_HEADS, start=1):
        values = [line[position - 1] for line in figures]
        if position == _VALUE or any(value is not None for value in values):
            sheet.write_string(first, position, head, formats.head("right"))
            _write_values(sheet, (first + 1, position), values, chart, formats)
    return first + len(chart.points) + 3


def _figures(point: Point) -> tuple[float | None, ...]:
    """Value, comparison, and the distances to the ends of the interval."""
    below = None if point.value is None or point.low is None else point.value - point.low
    above = None if point.value is None or point.high is None else point.high - point.value
    return (point.value, point.reference, below, above)


def _write_values(
    sheet: Worksheet, place: tuple[int, int], values: list[float | None], chart: Chart, formats: Formats
) -> None:
    for offset, value in enumerate(values):
        style = formats.figure(chart.unit, "right", "data", 0, bold=False, whole=isinstance(value, int))
        if value is None:
            sheet.write_blank(place[0] + offset, place[1], None, style)  # words would be drawn as nought
        else:
            sheet.write_number(place[0] + offset, place[1], value, style)


def _native(workbook: Workbook, sheet: str, chart: Chart, first: int) -> NativeChart:
    native = workbook.add_chart({"type": "line"} if chart.kind == "line" else {"type": "bar"})
    last = first + len(chart.points) - 1
    native.add_series(_series(sheet, chart, first, last))
    if any(point.reference is not None for point in chart.points):
        compared = {"name": chart.legend or "Сравнение", "fill": {"color": FAINT}, "gap": 60}
        places = {
            "categories": [sheet, first, _LABEL, last, _LABEL],
            "values": [sheet, first, _REFERENCE, last, _REFERENCE],
        }
        native.add_series(compared | places)
        native.set_legend({"position": "bottom"})
    else:
        native.set_legend({"none": True})
    native.set_title({"name": chart.title, "name_font": {"size": 12, "bold": True}})
    _set_axes(native, chart)
    return native


def _series(sheet: str, chart: Chart, first: int, last: int) -> dict[str, Any]:
    colors = [{"fill": {"color": ACCENT if point.accent else QUIET}} for point in chart.points]
    series: dict[str, Any] = {
        "name": "Значение",
        "categories": [sheet, first, _LABEL, last, _LABEL],
        "values": [sheet, first, _VALUE, last, _VALUE],
        "data_labels": {"value": True, "num_format": NUMBER_FORMATS[chart.unit]},
    }
    if chart.kind == "line":
        series |= {"line": {"color": ACCENT, "width": 2}, "marker": {"type": "circle", "size": 6}}
        series["data_labels"]["position"] = "above"
        return series
    series |= {"gap": 60, "fill": {"color": QUIET}}
    if chart.kind != "dots":
        return series | {"points": colors}
    series |= {"fill": {"color": FAINT}, "y_error_bars": _whiskers(sheet, first, last)}
    series["data_labels"]["position"] = "inside_base"
    return series


def _whiskers(sheet: str, first: int, last: int) -> dict[str, Any]:
    """The intervals, as distances from the value."""
    ends = {"minus_values": _BELOW, "plus_values": _ABOVE}
    places = {name: f"='{sheet}'!{xl_range_abs(first, column, last, column)}" for name, column in ends.items()}
    return {"type": "custom", "line": {"color": INK}, **places}


def _set_axes(native: NativeChart, chart: Chart) -> None:
    labels, values = {"num_font": {"size": 10}}, {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
    if chart.kind != "line":
        native.set_x_axis(values)
        native.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}, **labels})
    else:
        native.set_x_axis(labels)
        native.set_y_axis(values)
