"""The quarter's monitoring of appeals: the metrics of the decree in its order and words."""

from otklik.reporting.policies import can_view_monitoring
from otklik.reporting.report import Report
from otklik.reporting.reports.monitoring.build import build
from otklik.reporting.reports.monitoring.contract import contract

REPORT = Report(
    slug="monitoring",
    title="Ежеквартальный мониторинг обращений",
    description="Показатели порядка за квартал в его словах и порядке, рядом прошлый квартал и год назад.",
    may_view=can_view_monitoring,
    build=build,
    contract=contract,
)
