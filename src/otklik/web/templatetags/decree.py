"""How a place of the decree, a quarter and an interval are written; only formatting, no logic."""

from django import template

from otklik.core.periods import Quarter
from otklik.core.russian import format_share
from otklik.procedures.schema import Procedure

register = template.Library()


@register.filter
def cited(clause: str, procedure: Procedure) -> str:
    """«пункт 4.2», «раздел 3», «пункты 4.2, 5.1»; what bears a word already stands as it is; nothing for a default."""
    if not clause or not clause[:1].isdigit():
        return clause
    one, many = ("пункт", "пункты") if procedure.act.numbered_clauses else ("раздел", "разделы")
    return f"{many if ',' in clause else one} {clause}"


@register.filter
def short_quarter(quarter: Quarter) -> str:
    """«IV кв. 2025»."""
    number, _, year, _ = quarter.title.split()
    return f"{number} кв. {year}"


@register.filter
def interval(ends: tuple[float, float] | None) -> str:
    """«17,5–45,8 %»; nothing where nothing was counted."""
    if ends is None:
        return ""
    low, high = (format_share(end) for end in ends)
    return f"{low.split(chr(0xA0))[0]}–{high}"
