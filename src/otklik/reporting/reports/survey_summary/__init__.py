"""«Итоги опросов»: the indicators of satisfaction and the results of each survey over a quarter or a month."""

from otklik.reporting.report import Report
from otklik.reporting.reports.survey_summary.build import build, restriction_of
from otklik.reporting.reports.survey_summary.contract import contract
from otklik.surveys.policies import can_view_surveys

REPORT = Report(
    slug="survey_summary",
    title="Итоги опросов",
    description="Показатели удовлетворённости с интервалами, рядом прошлый период и год назад, и итоги каждого опроса.",
    may_view=can_view_surveys,
    build=build,
    contract=contract,
    restriction=restriction_of,
)
