"""Monitoring of appeals: what the unit handled, in the decree's metrics."""

from collections.abc import Iterator
from dataclasses import replace

from otklik.analysis.calculation import calculate
from otklik.analysis.cut import Cut
from otklik.analysis.figures import Metric, Monitoring, Pairs, Row
from otklik.analysis.periods import frozen_monitoring
from otklik.core.appeals import Audience
from otklik.core.document import Block, Heading, Paragraph, Unit
from otklik.core.figures import figure_text
from otklik.core.periods import local_date
from otklik.core.russian import date_long, format_number, share_with_count
from otklik.reporting import citing
from otklik.reporting.packages.scope import PackageScope
from otklik.reporting.packages.section import Drawn, Field
from otklik.reporting.reports.monitoring.build import registry_path
from otklik.reporting.reports.monitoring.contract import metric_values
from otklik.reporting.reports.monitoring.findings import days_words, finding
from otklik.reporting.reports.monitoring.pictures import picture
from otklik.reporting.reports.monitoring.tables import Tables

#: Figures offered for the words: metric, row, name, title.
_OFFERED = (
    ("waiting_time", "mean", "среднее ожидание", "Среднее ожидание ответа"),
    ("waiting_time", "overdue", "позже срока", "Ответы позже срока"),
    ("satisfied_share", "satisfied", "удовлетворено", "Доля удовлетворённых"),
    ("unsatisfied_share", "refused", "отказано", "Доля отказов"),
)


def draw(scope: PackageScope) -> Drawn:
    """The metrics of the quarter. Порядок: murashi 4.1, 4.2, 5.18"""
    monitoring = _counted(scope)
    blocks = tuple(block for metric in monitoring.metrics for block in _metric(metric, monitoring, scope))
    return Drawn(
        (*_part(scope), *blocks),
        _source(monitoring, scope),
        {
            "frozen": monitoring.frozen,
            "edition": monitoring.edition,
            "appeals": monitoring.metrics[0].row("all").current.n,
            "metrics": [metric_values(metric) for metric in monitoring.metrics],
        },
        tuple(_fields(monitoring)),
        "" if monitoring.metrics[0].row("all").current.n else "За квартал обращений не поступало.",
    )


def _counted(scope: PackageScope) -> Monitoring:
    """The closed quarter of the administration, else the rows as they stand; a unit's part is never frozen."""
    frozen = None if scope.unit else frozen_monitoring(scope.actor.administration_id, scope.quarter)
    counted = frozen or calculate(scope.actor, scope.procedure, scope.quarter, Cut(), scope.today)
    return _within(counted, scope.unit.slug) if scope.unit else counted


def _within(monitoring: Monitoring, unit: str) -> Monitoring:
    """The list behind a figure is the unit's for everybody who opens it, also for those who see more than the unit."""
    part = (("audience", Audience.EXTERNAL.value), ("unit", unit))
    metrics = (
        replace(metric, rows=tuple(row if row.pairs is None else _narrowed(row, part) for row in metric.rows))
        for metric in monitoring.metrics
    )
    return replace(monitoring, metrics=tuple(metrics))


def _narrowed(row: Row, part: Pairs) -> Row:
    return replace(row, pairs=(*(row.pairs or ()), *part))


def _part(scope: PackageScope) -> Iterator[Block]:
    if scope.unit is not None:
        yield Paragraph(
            "Учтены обращения, которые рассматривает подразделение, и обращения о процессах, оценку которых оно "
            "организует. Каналы, причины и темы, по которым за три квартала ничего не пришло, не показаны.",
            "note",
        )


def _metric(metric: Metric, monitoring: Monitoring, scope: PackageScope) -> Iterator[Block]:
    def caption(one: Metric) -> str:
        return f"{one.title} ({citing.place(scope.procedure, one.clause)} Порядка)"

    yield Heading(2, metric.short_title)
    yield Paragraph(finding(metric), "lead")
    drawn = None if scope.unit else picture(metric)
    if drawn is not None:
        yield drawn
    if any(figure.n for figure in (metric.row("all").current, metric.row("all").previous)):
        yield Tables(monitoring, caption, registry_path(monitoring.administration)).of(_met(metric))


def _met(metric: Metric) -> Metric:
    """Without the channels, reasons and topics by which nothing came in three quarters: a unit uses a few of them."""
    rows = tuple(row for row in metric.rows if row.kind != "data" or row.unit == "days" or _is_met(row))
    return replace(metric, rows=rows)


def _is_met(row: Row) -> bool:
    return any(figure.numerator for figure in (row.current, row.previous, row.year_ago))


def _source(monitoring: Monitoring, scope: PackageScope) -> str:
    if monitoring.closed_at is not None:
        day = local_date(monitoring.closed_at, scope.procedure.act.time_zone)
        return f"Закрытый квартал, редакция {monitoring.edition} от {date_long(day)}"
    return f"Реестр обращений по состоянию на {date_long(monitoring.as_of)}"


def _fields(monitoring: Monitoring) -> Iterator[Field]:
    whole = monitoring.metrics[0].row("all")
    yield Field("обращений", "Обращений за квартал", format_number(whole.current.n))
    yield Field("обращений раньше", "Обращений за предыдущий квартал", format_number(whole.previous.n))
    known = {metric.slug: metric for metric in monitoring.metrics}
    for slug, key, name, title in _OFFERED:
        if slug in known and any(row.key == key for row in known[slug].rows):
            yield Field(name, title, _text(known[slug], key))


def _text(metric: Metric, key: str) -> str:
    row = metric.row(key)
    now = row.current
    if row.unit != "days" and now.numerator is not None and now.denominator:
        return share_with_count(now.value, now.numerator, now.denominator)
    if row.unit == "days":
        return "нет данных" if now.value is None else days_words(now.value)
    return figure_text(now.value, Unit.SHARE)
