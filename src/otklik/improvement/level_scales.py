"""The numbers of the profile as scales, and the method in words that stands under the map."""

from typing import Any

from otklik.core.grades import Steps
from otklik.core.prevalence import Scale
from otklik.core.priority import ImpactScale, PriorityScale
from otklik.core.russian import days_word, format_share
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_pains import PainRules


def prevalence_scale(rules: PainRules) -> Scale:
    """Steps of the share, of the rate, of marks that are not good."""
    return Scale(
        share=Steps(rules.medium_share, rules.high_share),
        rate=Steps(rules.medium_rate, rules.high_rate),
        marks=Steps(rules.medium_unsatisfied, rules.high_unsatisfied),
        few=rules.firm_items,
    )


def impact_scale(rules: PainRules) -> ImpactScale:
    """Weights and steps of the impact."""
    return ImpactScale(
        severity=rules.severity_weight,
        importance=rules.importance_weight,
        spread=rules.spread_weight,
        wide_processes=rules.wide_processes,
        steps=Steps(rules.medium_impact, rules.high_impact),
    )


def priority_scale(rules: PainRules) -> PriorityScale:
    """Points and steps of the priority."""
    return PriorityScale(
        prevalence=rules.prevalence_points,
        impact=rules.impact_points,
        feasibility=rules.feasibility_points,
        steps=Steps(rules.medium_score, rules.high_score),
    )


def method_of(procedure: Procedure) -> dict[str, Any]:
    """Unit and method in words, and the numbers themselves: what the annex wants under the map.

    Порядок: livny, приложение; biysk 4
    """
    rules = procedure.pain_rules
    whence = "назначены порядком" if rules.source == "decree" else "порядок не называет: взяты значения программы"
    return {
        "source": rules.source,
        "unit": f"Единица измерения распространённости: {rules.unit}.",
        "sentences": [
            _prevalence_words(rules),
            _impact_words(rules),
            _priority_words(rules),
            _term_words(rules),
            f"Пороги и веса {whence}.",
        ],
        "rules": rules.model_dump(exclude={"source", "clause", "quote", "unit"}),
    }


def _prevalence_words(rules: PainRules) -> str:
    return (
        f"Распространённость высокая — от {format_share(rules.high_share, 0)} сообщений о процессе за квартал или от "
        f"{_number(rules.high_rate)} на 100 взаимодействий, средняя — от {format_share(rules.medium_share, 0)} или от "
        f"{_number(rules.medium_rate)}, остальное — низкая. Когда сообщений меньше {rules.firm_items}, берётся "
        "нижняя граница интервала. По опросу высокая — если довольных не больше "
        f"{format_share(1 - rules.high_unsatisfied, 0)}, средняя — если не больше "
        f"{format_share(1 - rules.medium_unsatisfied, 0)}. Доля дана с интервалом Уилсона, число на 100 "
        "взаимодействий — с точным интервалом Пуассона, оба с надёжностью 95 %; оно считается, только если "
        "взаимодействий не меньше, чем сообщений о процессе."
    )


def _impact_words(rules: PainRules) -> str:
    return (
        f"Воздействие складывается из тяжести сказанного и оценок (вес {_number(rules.severity_weight)}), важности "
        f"точки взаимодействия по опросам ({_number(rules.importance_weight)}; если неизвестна, не участвует) и охвата "
        f"процессов ({_number(rules.spread_weight)}; полный — от {rules.wide_processes}); высокое — от "
        f"{format_share(rules.high_impact, 0)}, среднее — от {format_share(rules.medium_impact, 0)}."
    )


def _priority_words(rules: PainRules) -> str:
    most = 3 * (rules.prevalence_points + rules.impact_points + rules.feasibility_points)
    return (
        f"Приоритет: распространённость × {rules.prevalence_points} + воздействие × {rules.impact_points} + "
        f"возможность устранить × {rules.feasibility_points}, где низкая — 1, средняя — 2, высокая — 3; "
        f"всего до {most} баллов. "
        f"Высокий — от {rules.high_score}, средний — от {rules.medium_score}. Возможность устранить оценивает владелец "
        "процесса; пока не оценена, она принята средней. Уровень, назначенный человеком, действует вместо расчётного."
    )


def _term_words(rules: PainRules) -> str:
    days = [days_word(number) for number in (rules.high_days, rules.medium_days, rules.low_days)]
    return (
        f"Срок мероприятия: не позже чем через {days[0]} при высоком приоритете, через {days[1]} при среднем, "
        f"через {days[2]} при низком."
    )


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
