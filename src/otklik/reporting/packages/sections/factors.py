"""Factors: what the satisfaction with the whole goes together with, by the unit's own surveys."""

from dataclasses import replace

from otklik.analysis.factor_words import factor_blocks
from otklik.analysis.factors import factors_of
from otklik.core.document import Block, Chart, Heading, Paragraph, Table
from otklik.core.russian import date_long
from otklik.reporting.packages.scope import PackageScope
from otklik.reporting.packages.section import Drawn
from otklik.reporting.packages.sections.asked import asked

#: Surveys for which factors are told: the most answered ones.
MOST = 3


def draw(scope: PackageScope) -> Drawn:
    """Importance against performance. Порядок: murashi 5.11, 5.18"""
    found = asked(scope)
    blocks: list[Block] = []
    facts: list[dict[str, object]] = []
    for one in found.answers[:MOST]:
        factors = factors_of(scope.actor, one)
        if factors.refusal:
            continue
        first, *rest = factor_blocks(factors, level=2)
        blocks += [
            Heading(2, f"{getattr(first, 'text', '')}: {one.survey.title}"),
            *(_keyed(block, len(facts)) for block in rest),
        ]
        facts.append({
            "survey": one.survey.title,
            "elements": [
                {"title": element.title, "importance": element.driver.share, "satisfied": element.performance}
                for element in factors.elements
            ],
        })  # fmt: skip
    if not blocks:
        blocks.append(Paragraph(
            "Факторы не посчитаны: по опросам подразделения мало анкет, где оценены и целое, и его части."
            if scope.unit
            else "Факторы не посчитаны: мало анкет, где оценены и целое, и его части."
        ))  # fmt: skip
    return Drawn(tuple(blocks), f"Ответы на опросы, поступившие до {date_long(found.as_of)}", {"surveys": facts})


def _keyed(block: Block, number: int) -> Block:
    """Each survey's picture refers to its own table."""
    if isinstance(block, Table):
        return replace(block, key=f"factors{number}")
    return replace(block, table=f"factors{number}") if isinstance(block, Chart) else block
