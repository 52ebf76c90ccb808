"""How it was counted: formula, population, n, smallest group, weights, dates, questionnaires."""

from collections.abc import Iterator

from otklik.core.russian import date_long
from otklik.procedures.schema import Procedure
from otklik.reporting.reports.survey_summary.found import Found

_RULES = (
    "Пропуски и ответы «затрудняюсь ответить» не входят ни в числитель, ни в знаменатель.",
    "Интервал доли — Уилсона, средней — Стьюдента, 95 %; при нескольких оценках одного человека — по людям.",
    "Разница с прошлым периодом и годом раньше проверена: для долей методом Ньюкомба, для средних — Уэлча.",
    "«Не доказано» значит, что такая разница могла выйти случайно.",
    "Одно место выше другого, только если разница доказана с поправкой Бонферрони; неразличимые делят места.",
    "Показатель складывается только из того, что каждый опрос может показать сам: вычитанием скрытого не узнать.",
)


def method(found: Found, procedure: Procedure) -> tuple[str, ...]:
    """The method note."""
    span = found.span
    dates = f"Период: {date_long(span.start_on)} – {date_long(found.until)}"
    act = procedure.act
    return (
        dates,
        *_RULES,
        *_formulas(found),
        _minimum(found),
        *_surveys(found),
        f"Порядок: № {act.number} от {act.signed_on:%d.%m.%Y}, редакция {act.revision}.",
    )


def _formulas(found: Found) -> Iterator[str]:
    for line in found.board.lines:
        yield f"{line.entry.title}. {line.formula.description}. n = {line.rating.n}."


def _minimum(found: Found) -> str:
    known = " и ".join(str(one) for one in found.board.minimum_groups) or "не применялась"
    return f"Наименьшая группа, которую можно показать: {known}."


def _surveys(found: Found) -> Iterator[str]:
    for one in found.surveys:
        survey = one.answers.survey
        weighed = "взвешен по выборке" if one.answers.weights is not None else "без весов"
        who = survey.target or survey.get_audience_display().lower()
        until = f" по {date_long(survey.closes_on)}" if survey.closes_on else ", без срока окончания"
        yield (
            f"«{survey.title}»: {who}; проводится с {date_long(survey.opens_on)}{until}; "
            f"редакция анкеты {survey.version.number}; {weighed}; n = {one.n}."
        )
