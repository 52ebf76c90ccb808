"""Appeals of the period by the decree's metrics, for one audience. Порядок: murashi 4.2, biysk 4, livny 4"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from otklik.analysis.calculation import metrics_of
from otklik.analysis.cut import Cut
from otklik.analysis.figures import Metric, Row
from otklik.base.actor import Actor
from otklik.core.report_period import ReportPeriod
from otklik.procedures.schema import Procedure
from otklik.reporting.consolidated.rates import beside, counts_beside, share_rating

Plain = dict[str, Any]
WHOLE = "all"
#: Of fewer records than this no difference of shares is claimed.
LEAST = 10


def appeals_of(actor: Actor, procedure: Procedure, period: ReportPeriod, audience: str, as_of: date) -> Plain:
    """What was received, and each metric with the period before and a year ago."""
    before, year_ago = period.previous(), period.year_ago()
    spans = (period.quarters, before.quarters, year_ago.quarters)
    metrics = metrics_of(actor, procedure, spans, Cut(audience=audience), as_of)
    return {"received": _received(metrics, period), "metrics": [_metric(one, period) for one in metrics]}


def _received(metrics: tuple[Metric, ...], period: ReportPeriod) -> Plain:
    whole = next(one for one in metrics if one.slug == "channels").row(WHOLE)
    return counts_beside(whole.current.n, period.day_count, whole.previous.n, period.previous().day_count)


def _metric(metric: Metric, period: ReportPeriod) -> Plain:
    return {
        "slug": metric.slug,
        "clause": metric.clause,
        "title": metric.title,
        "short_title": metric.short_title,
        "population": metric.population,
        "counts": metric.counts,
        "formula": metric.formula,
        "method": metric.method,
        "rows": [_row(row, period) for row in metric.rows],
    }


def _row(row: Row, period: ReportPeriod) -> Plain:
    figures = {"now": row.current, "before": row.previous, "year_ago": row.year_ago}
    plain: Plain = {
        "key": row.key, "title": row.title, "unit": row.unit, "kind": row.kind, "level": row.level,
        "records": row.records, "query": query_of(row.pairs, period), "query_before": query_of(
            row.pairs, period.previous()
        ),
    }  # fmt: skip
    for name, one in figures.items():
        plain[name] = {"numerator": one.numerator, "denominator": one.denominator, "n": one.n, "value": one.value}
    if row.unit == "share" and row.kind != "total" and min(row.current.n, row.previous.n) >= LEAST:
        shares = [share_rating(one.numerator or 0, one.denominator or 0) for one in (row.current, row.previous)]
        plain["change"] = beside(*shares)["change"]
    return plain


def query_of(pairs: tuple[tuple[str, str], ...] | None, period: ReportPeriod) -> str:
    """The registry's filter behind a figure of the period; empty where no list stands behind it."""

    if pairs is None:
        return ""
    days: Mapping[str, str] = {"received_from": f"{period.start_on}", "received_to": f"{period.end_on}"}
    return urlencode((*(days.items() if period.is_year else [("quarter", str(period))]), *pairs))
