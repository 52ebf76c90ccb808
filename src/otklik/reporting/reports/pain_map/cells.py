"""What stands in the columns of a map, by the column's name in the profile. Порядок: livny, приложение; biysk 4"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from otklik.core.grades import Grade
from otklik.core.russian import count_with_word, date_short, days_word, format_number, format_share
from otklik.improvement.enums import EvidenceKind, MeasureState, PainKind, PainState, Trend
from otklik.procedures.schema_pains import PainColumn
from otklik.reporting.reports.pain_map.found import Found, Line

Measure = Mapping[str, Any]
NO_PROCESS, NOT_MEASURED, NO_MEASURE = "Процесс не указан", "Не измерена", "не определено"
MOST_MARKS = 2


def of_process(line: Line) -> str:
    """Name of the process."""
    return str(line["process"]["title"]) if line["process"] else NO_PROCESS


def of_pain(found: Found, column: PainColumn, line: Line) -> str:
    """What a column says of a pain."""
    return _OF_PAIN[column.slug](found, column, line)


def of_measure(found: Found, column: PainColumn, line: Line, measure: Measure | None) -> str:
    """What a column says of a measure; None: the pain has none."""
    return _OF_MEASURE[column.slug](found, line, measure)


def is_of_measure(column: PainColumn) -> bool:
    """Whether the column speaks of each measure and not of the pain."""
    return column.slug in _OF_MEASURE


def _problem(_found: Found, _column: PainColumn, line: Line) -> str:
    marks = [
        *(["потребность"] if line["kind"] == PainKind.NEED else []),
        *(["устранена"] if line["state"] == PainState.CLOSED else []),
        *(["вернулась"] if line["trend"] == Trend.RETURNED else []),
    ]
    return f"- {line['title']}" + (f" ({', '.join(marks)})" if marks else "")


def _prevalence(found: Found, _column: PainColumn, line: Line) -> str:
    level = _level(line["prevalence"]) or NOT_MEASURED
    counted = _counted(line)
    return level if found.stated.form == "map" or not counted else f"{level}: {counted}"


def _counted(line: Line) -> str:
    figures = line["figures"].get("prevalence")
    if not figures or not figures["count"]:
        return ""
    share = figures["share"]
    told = f" ({format_share(share['value'])})" if share else ""
    return f"{format_number(figures['count'])} из {format_number(figures['base'])}{told}"


def _priority(_found: Found, column: PainColumn, line: Line) -> str:
    level = _level(line["priority_in_force"]) or "Не определена"
    if not column.satisfaction or line["kind"] != PainKind.NEED:
        return level
    importance = line["figures"].get("impact", {}).get("importance")
    if not importance:
        return f"{level}; удовлетворённость потребности не измерялась"
    return f"{level}; потребность удовлетворена у {format_share(importance['satisfied'], 0)} опрошенных"


def _evidence(_found: Found, _column: PainColumn, line: Line) -> str:
    counts = line["evidence"].get("counts", {})
    words = (
        (EvidenceKind.ITEM, ("отзыв или обращение", "отзыва или обращения", "отзывов или обращений")),
        (EvidenceKind.STAFF, ("замечание сотрудников", "замечания сотрудников", "замечаний сотрудников")),
        (EvidenceKind.EXPERT, ("мнение эксперта", "мнения экспертов", "мнений экспертов")),
    )
    told = [count_with_word(counts[kind], *forms) for kind, forms in words if counts.get(kind)]
    marks = list(line["evidence"].get("words", ()))
    more = [f"и ещё показателей: {len(marks) - MOST_MARKS}"] if len(marks) > MOST_MARKS else []
    return "; ".join([*told, *marks[:MOST_MARKS], *more]) or "добавлена организатором"


def _impact(_found: Found, _column: PainColumn, line: Line) -> str:
    """Which process suffers, and whether others do. Порядок: murashi 5.15"""
    grade = Grade.of(line["impact"])
    reach = line["process_count"]
    told = "ограничено одним процессом" if reach <= 1 else f"распространяется на процессы, всего {reach}"
    return f"{grade.neuter.capitalize()}: {told}" if grade else "Не посчитано"


def _feasibility(_found: Found, _column: PainColumn, line: Line) -> str:
    if not line["feasibility"]:
        return "Не оценена, принята средней"
    level = Grade(line["feasibility"]).word.capitalize()
    return f"{level}: {line['feasibility_reason']}" if line["feasibility_reason"] else level


def _department(_found: Found, _column: PainColumn, line: Line) -> str:
    return str(line["department"]) or "владелец не назначен"


def _measure(_found: Found, line: Line, measure: Measure | None) -> str:
    if measure is None:
        return f"Отказ: {line['refusal']}" if line["refusal"] else NO_MEASURE
    done = f" (выполнено {_day(measure['done_on'])})" if measure["state"] == MeasureState.DONE else ""
    return f"- {measure['title']}{done}"


def _responsible(_found: Found, line: Line, measure: Measure | None) -> str:
    if measure is None:
        return str(line["refusal_by"] if line["refusal"] else line["department"])
    return str(measure["department"] or measure["owner"] or line["department"])


def _due(found: Found, line: Line, measure: Measure | None) -> str:
    """«Определяется на основании установленной приоритетности». Порядок: livny, приложение"""
    if measure is not None and measure["due_on"]:
        return _day(measure["due_on"])
    grade = Grade.of(line["priority_in_force"])
    if grade is None or line["refusal"] or line["state"] == PainState.CLOSED:
        return "—"
    return f"в течение {days_word(found.procedure.pain_rules.days_of(grade.slug))}"


def _indicator(found: Found, line: Line, measure: Measure | None) -> str:
    """Before, and after when the effect is known. Порядок: gatchina 4.4"""
    effect = found.effects.get(measure["measure"]) if measure is not None else None
    if effect is not None:
        return effect.told
    counted = _counted(line)
    return f"До: {counted}. После: ещё не измерено" if counted else "Ещё не измерен"


_OF_PAIN: Mapping[str, Callable[[Found, PainColumn, Line], str]] = {
    "process": lambda _found, _column, line: of_process(line),
    "problem": _problem,
    "evidence": _evidence,
    "prevalence": _prevalence,
    "impact": _impact,
    "feasibility": _feasibility,
    "priority": _priority,
    "department": _department,
}
_OF_MEASURE: Mapping[str, Callable[[Found, Line, Measure | None], str]] = {
    "measures": _measure,
    "responsible": _responsible,
    "due": _due,
    "indicator": _indicator,
}


def _level(slug: str) -> str:
    grade = Grade.of(slug)
    return grade.word.capitalize() if grade else ""


def _day(day: str) -> str:
    return date_short(date.fromisoformat(day))
