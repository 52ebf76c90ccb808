"""«Дорожная карта»: measures of a quarter by unit, with terms, states and results."""

from otklik.improvement.policies import can_view_roadmap
from otklik.reporting.report import Report
from otklik.reporting.reports.roadmap.build import build, restriction_of
from otklik.reporting.reports.roadmap.contract import contract

REPORT = Report(
    slug="roadmap",
    title="Дорожная карта",
    description="Мероприятия квартала по подразделениям: болевые точки, ответственные, сроки, состояние, что сделано.",
    may_view=can_view_roadmap,
    build=build,
    contract=contract,
    restriction=restriction_of,
)
