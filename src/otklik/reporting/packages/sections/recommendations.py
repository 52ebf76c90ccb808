"""Recommendations of responsible persons on the feedback system, with what was decided of them."""

from otklik.accounts.models import Recommendation
from otklik.core.document import Block, Cell, Column, Heading, Paragraph, Row, Table
from otklik.core.periods import Quarter
from otklik.core.russian import date_long
from otklik.reporting.packages.scope import PackageScope
from otklik.reporting.packages.section import Drawn


def draw(scope: PackageScope) -> Drawn:
    """The quarter's own, and what became of those of the quarter before. Порядок: murashi 5.9, 5.18"""
    now, before = _of(scope, scope.quarter), _of(scope, scope.quarter.previous())
    blocks: list[Block] = []
    if now:
        blocks.append(_table("Рекомендации квартала", now))
    else:
        blocks.append(Paragraph("За квартал рекомендаций по системе обратной связи не внесено."))
    if before:
        title = "Что стало с рекомендациями предыдущего квартала"
        blocks += [Heading(2, title), _table(title, before)]
    missing = "" if now else "Нет рекомендаций ответственных лиц по улучшению системы обратной связи."
    facts = {"recommendations": [_values(one) for one in now]}
    return Drawn(tuple(blocks), f"Рекомендации, состояние на {date_long(scope.today)}", facts, (), missing)


def _of(scope: PackageScope, quarter: Quarter) -> list[Recommendation]:
    own = Recommendation.objects.filter(administration_id=scope.actor.administration_id, quarter=quarter.key)
    if scope.unit is not None:
        own = own.filter(department_id=scope.unit.pk)
    return list(own.select_related("author").order_by("pk"))


def _table(caption: str, found: list[Recommendation]) -> Table:
    columns = (
        Column("Что предложено", width=46), Column("Кто", width=18), Column("Состояние", width=14),
        Column("Решение", width=22),
    )  # fmt: skip
    rows = tuple(
        Row((
            Cell(one.text), Cell(str(one.author or "—")), Cell(one.get_state_display()), Cell(one.decision or "—"),
        ))
        for one in found
    )  # fmt: skip
    return Table(caption, columns, rows, sheet=caption[:31])


def _values(one: Recommendation) -> dict[str, object]:
    return {
        "recommendation": one.pk, "text": one.text, "author": str(one.author or ""), "state": one.state,
        "decision": one.decision,
    }  # fmt: skip
