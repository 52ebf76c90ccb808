"""«Сводный отчёт»: a quarter or a year over all organisers."""

from otklik.reporting.consolidated.policies import can_view_consolidated
from otklik.reporting.report import Report
from otklik.reporting.reports.consolidated.build import build, restriction_of
from otklik.reporting.reports.consolidated.contract import contract

REPORT = Report(
    slug="consolidated",
    title="Сводный отчёт",
    description="Итоги квартала или года по всем организаторам: обращения, опросы, боли, мероприятия, рекомендации.",
    may_view=can_view_consolidated,
    build=build,
    contract=contract,
    restriction=restriction_of,
)
