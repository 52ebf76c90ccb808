"""«Карта болей»: the map of a quarter in the decree's own columns, or its list of problems, or the lists of units."""

from otklik.improvement.policies import can_view_pain_maps
from otklik.reporting.report import Report
from otklik.reporting.reports.pain_map.build import build, restriction_of
from otklik.reporting.reports.pain_map.contract import contract

REPORT = Report(
    slug="pain_map",
    title="Карта болей",
    description="Болевые точки квартала в графах порядка: распространённость, приоритетность, мероприятия, сроки.",
    may_view=can_view_pain_maps,
    build=build,
    contract=contract,
    restriction=restriction_of,
)
