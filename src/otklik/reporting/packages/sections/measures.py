"""The road map: what the unit planned, did and missed in the quarter."""

from otklik.core.document import Block, Heading, Paragraph
from otklik.core.russian import count_with_word, date_long
from otklik.improvement.enums import MeasureState
from otklik.improvement.queries.roadmap import roadmap_of_quarter
from otklik.reporting.packages.scope import PackageScope
from otklik.reporting.packages.section import Drawn, Field
from otklik.reporting.reports.roadmap.findings import MEASURES, of_roadmap
from otklik.reporting.reports.roadmap.tables import of_measures, of_results


def draw(scope: PackageScope) -> Drawn:
    """Measures by term, and what was done. Порядок: murashi 5.16, 5.18"""
    every = roadmap_of_quarter(scope.actor, scope.quarter)
    lines = [line for line in every if scope.unit is None or line.measure.department_id == scope.unit_id]
    blocks: list[Block] = [Paragraph(of_roadmap(lines), "lead")]
    if lines:
        blocks.append(of_measures(lines))
    results = of_results(lines, scope.quarter)
    if results is not None:
        blocks += [Heading(2, "Что сделано за квартал"), results]
    done = sum(line.measure.state == MeasureState.DONE for line in lines)
    late = sum(line.late_days > 0 for line in lines)
    facts = {
        "total": len(lines), "done": done, "late": late,
        "measures": [
            {"measure": line.measure.pk, "title": line.measure.title, "state": line.measure.state,
             "result": line.measure.result}
            for line in lines
        ],
    }  # fmt: skip
    fields = (
        Field("мероприятий", "Мероприятий", count_with_word(len(lines), *MEASURES)),
        Field("выполнено", "Выполнено мероприятий", str(done)),
        Field("просрочено", "Просрочено мероприятий", str(late)),
    )
    missing = "" if lines else "В дорожной карте за квартал нет мероприятий."
    return Drawn(tuple(blocks), f"Дорожная карта, состояние на {date_long(scope.today)}", facts, fields, missing)
