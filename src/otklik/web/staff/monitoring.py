"""The monitoring laid out for the page: findings, pictures, rows with links to the records behind each figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.analysis.figures import Figure, Metric, Monitoring, Row
from otklik.analysis.queries import Difference
from otklik.core.document import Unit
from otklik.core.figures import MISSING, figure_text
from otklik.core.periods import Quarter
from otklik.core.russian import format_number, share_with_count
from otklik.exporters.pictures import page_svg
from otklik.reporting.reports.monitoring.findings import finding
from otklik.reporting.reports.monitoring.pictures import picture

UNITS = {"share": Unit.SHARE, "days": Unit.DAYS}
CHANGES = {"share": Unit.CHANGE_POINTS, "days": Unit.CHANGE_DAYS}


@dataclass(frozen=True)
class FigureShown:
    """A figure in words; `query` is the registry's filter behind it, empty where there is no list."""

    text: str
    query: str = ""


@dataclass(frozen=True)
class RowShown:
    """A row with the figures of three quarters and the change."""

    title: str
    kind: str
    level: int
    figures: tuple[FigureShown, ...]
    change: str
    n: str


@dataclass(frozen=True)
class SectionShown:
    """A metric: the decree's words, the finding, the picture in two widths, the table, how it is counted."""

    metric: Metric
    finding: str
    wide: str
    narrow: str
    rows: tuple[RowShown, ...]


@dataclass(frozen=True)
class DifferenceShown:
    """A figure as it was frozen and as it is now."""

    metric: str
    title: str
    frozen: str
    now: str


def sections(monitoring: Monitoring) -> list[SectionShown]:
    """The metrics in the decree's order."""
    return [_section(metric, monitoring.quarter) for metric in monitoring.metrics]


def differences_shown(found: Sequence[Difference]) -> list[DifferenceShown]:
    """«После закрытия изменилось»."""
    return [
        DifferenceShown(one.metric_title, one.title, _text(one.frozen, one.unit), _text(one.now, one.unit))
        for one in found
    ]


def _section(metric: Metric, quarter: Quarter) -> SectionShown:
    drawn = picture(metric)
    wide, narrow = (page_svg(drawn), page_svg(drawn, phone=True)) if drawn else ("", "")
    rows = tuple(_row(row, quarter) for row in metric.rows)
    return SectionShown(metric, finding(metric), wide, narrow, rows)


def _row(row: Row, quarter: Quarter) -> RowShown:
    quarters = (quarter, quarter.previous(), quarter.year_ago())
    values = (row.current, row.previous, row.year_ago)
    figures = tuple(
        FigureShown(_text(value, row.unit), row.query(at)) for value, at in zip(values, quarters, strict=True)
    )
    change = "" if row.change is None else figure_text(row.change, CHANGES[row.unit])
    return RowShown(row.title, row.kind, row.level, figures, change, format_number(row.current.n))


def _text(figure: Figure | None, unit: str) -> str:
    if figure is None:
        return "строки не было"
    if figure.value is None:
        return MISSING
    if unit == "share" and figure.numerator is not None and figure.denominator is not None:
        return share_with_count(figure.value, figure.numerator, figure.denominator)
    return figure_text(figure.value, UNITS[unit])
