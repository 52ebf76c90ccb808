"""How a place of the decree is cited; only formatting, no logic."""

from django import template

from otklik.procedures.schema import Procedure

register = template.Library()


@register.filter
def cited(clause: str, procedure: Procedure) -> str:
    """«пункт 4.2», «раздел 3», «пункты 4.2, 5.1»; what bears a word already stands as it is; nothing for a default."""
    if not clause or not clause[:1].isdigit():
        return clause
    one, many = ("пункт", "пункты") if procedure.act.numbered_clauses else ("раздел", "разделы")
    return f"{many if ',' in clause else one} {clause}"
