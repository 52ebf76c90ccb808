"""«Сводка для руководителя»: the consolidated report on one page, in plain sentences."""

from otklik.reporting.consolidated.policies import can_view_consolidated
from otklik.reporting.report import Report
from otklik.reporting.reports.consolidated.build import restriction_of
from otklik.reporting.reports.summary.build import build
from otklik.reporting.reports.summary.contract import contract

REPORT = Report(
    slug="summary",
    title="Сводка для руководителя",
    description="Главное за квартал или год на одной странице: простые предложения, посчитанные из свода.",
    may_view=can_view_consolidated,
    build=build,
    contract=contract,
    restriction=restriction_of,
)
