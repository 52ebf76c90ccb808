"""The JSON form of the monitoring: docs/schema/monitoring.json."""

from collections.abc import Mapping
from typing import Any

from otklik.analysis.figures import Metric, Row
from otklik.analysis.queries import report_monitoring
from otklik.reporting.report import ReportRequest

SCHEMA_VERSION = "1.0"
WHOLE = "all"


def contract(request: ReportRequest) -> Mapping[str, Any]:
    """Values as the schema has them; of a closed quarter those that were stored."""
    monitoring = report_monitoring(request.actor, request.quarter, request.cut, request.edition)
    return {
        "schema_version": SCHEMA_VERSION,
        "administration": monitoring.administration,
        "period": str(monitoring.quarter),
        "procedure_revision": monitoring.procedure_revision,
        "frozen": monitoring.frozen,
        "edition": monitoring.edition,
        "metrics": [metric_values(metric) for metric in monitoring.metrics],
    }


def metric_values(metric: Metric) -> Mapping[str, Any]:
    """One metric with its rows."""
    return {
        "slug": metric.slug,
        "clause": metric.clause,
        "title": metric.title,
        "population": metric.population,
        # The whole is every row's denominator; a row of its own would make the parts add up to twice the whole.
        "rows": [_row(row) for row in metric.rows if row.key != WHOLE],
    }


def _row(row: Row) -> Mapping[str, Any]:
    return {
        "key": row.key,
        "title": row.title,
        "numerator": row.current.numerator,
        "denominator": row.current.denominator,
        "n": row.current.n,
        "value": row.current.value,
        "previous": row.previous.value,
        "year_ago": row.year_ago.value,
        "change": row.change,
    }
