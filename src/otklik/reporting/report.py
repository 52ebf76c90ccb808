"""What a report is: who may see it, how its paper is built, and its JSON contract."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from otklik.analysis.cut import Cut
from otklik.base.actor import Actor
from otklik.core.document import Document
from otklik.core.periods import Quarter
from otklik.core.report_period import ReportPeriod
from otklik.procedures.schema import Procedure
from otklik.reporting import citing


@dataclass(frozen=True)
class ReportRequest:
    """Whose report, of which quarter, cut how; `edition` asks for one closing of the period.

    `month` (1 to 12) asks for the quarter as it stood at that month's end, where the report is made by months too;
    `is_year` for the quarter's whole year, where it is made by years.
    """

    actor: Actor
    quarter: Quarter
    cut: Cut
    edition: int | None = None
    month: int | None = None
    is_year: bool = False

    @property
    def period(self) -> ReportPeriod:
        """The quarter, or its year."""
        return ReportPeriod(self.quarter.year) if self.is_year else ReportPeriod.of_quarter(self.quarter)


@dataclass(frozen=True)
class Report:
    """`contract` is the JSON form (its schema stands in docs/schema/<slug>.json), `build` the paper."""

    slug: str
    title: str
    description: str
    may_view: Callable[[Actor], bool]
    build: Callable[[ReportRequest], Document]
    contract: Callable[[ReportRequest], Mapping[str, Any]]
    #: The decree's words by which the report stays inside; None where they let it out. Papers and JSON bear them.
    restriction: Callable[[Procedure], str | None] = citing.restriction
