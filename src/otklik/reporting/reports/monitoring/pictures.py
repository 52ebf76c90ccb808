"""Pictures of the monitoring: one a metric, titled by its finding; none where there is nothing to look at."""

from collections.abc import Iterable
from math import ceil

from otklik.analysis.figures import Metric, Row
from otklik.core.charts import bars
from otklik.core.document import Chart, Point, Unit
from otklik.reporting.reports.monitoring.findings import leading, share_of

_MOST = 10
_BEFORE = "Тонкая черта — предыдущий квартал"


def picture(metric: Metric) -> Chart | None:
    """The chart of the metric, or None."""
    if not metric.row("all").current.n:
        return None
    if metric.slug == "waiting_time":
        return _days(metric)
    if metric.slug == "satisfied_share":
        return _results(metric)
    # Refusals stand in the picture of the granted ones already: the parts are the same.
    return None if metric.slug == "unsatisfied_share" else _parts(metric)


def _parts(metric: Metric) -> Chart | None:
    level = 2 if any(row.level == 2 for row in metric.rows) else 0  # noqa: PLR2004 - «тема» of the classifier
    top = leading(metric, level)
    if top is None:
        return None
    rows = [row for row in metric.rows if row.level == level and row.kind != "total" and row.current.numerator]
    rows.sort(key=lambda row: -(row.current.numerator or 0))
    title = f"«{top.title}» впереди: {share_of(top)}"
    return bars(title, _points(rows[:_MOST], top.key), unit=Unit.SHARE, table=metric.slug, legend=_BEFORE)


def _results(metric: Metric) -> Chart:
    rows = [row for row in metric.rows if row.kind == "data"]
    first = rows[0]
    title = f"{first.title}: {share_of(first)}"
    return bars(title, _points(rows, first.key), unit=Unit.SHARE, table=metric.slug, keep_order=True, legend=_BEFORE)


def _days(metric: Metric) -> Chart | None:
    rows = [row for row in metric.rows if row.unit == "days" and row.level == 0]
    if not rows[0].current.n:
        return None
    longest = metric.row("longest").current.value or 0
    title = f"Девять из десяти получили ответ не позднее {ceil(metric.row('p90').current.value or 0)}-го дня"
    points = [_point(row, accent=row.key == "p90") for row in rows if longest]
    if not points:
        return None
    return bars(title, points, unit=Unit.DAYS, table=metric.slug, keep_order=True, legend=_BEFORE)


def _points(rows: Iterable[Row], accented: str) -> list[Point]:
    return [_point(row, accent=row.key == accented) for row in rows]


def _point(row: Row, *, accent: bool) -> Point:
    label = row.title.removesuffix(", дней")
    return Point(f"{label[:1].upper()}{label[1:]}", row.current.value, accent=accent, reference=row.previous.value)
