"""The verdict as a sentence: figures, interval, on how many, by which method."""

from otklik.core.effect.estimate import Estimate, Method
from otklik.core.effect.judge import Effect, EffectVerdict, WhyUnproven
from otklik.core.ratings.formula import REACH, Unit
from otklik.core.ratings.words import change_text, value_text
from otklik.core.russian import NO_BREAK_SPACE, count_with_word, format_number

_PER_CENT = f"95{NO_BREAK_SPACE}%"


def effect_sentence(effect: Effect, *, title: str, unit: Unit, counted: tuple[str, str, str], group: str = "") -> str:
    """Sentences on an effect; `counted` are the forms of what n counts: «сообщение», «сообщения», «сообщений».

    `title` is the indicator's, `group` names those compared with.
    """
    head = effect.verdict.label.capitalize()
    if effect.estimate is None or effect.value_before is None or effect.value_after is None:
        return f"{head}: для проверки мало данных. {_compared(effect, counted)}"
    moved = (
        f"{title} — {value_text(effect.value_before, unit)} до и {value_text(effect.value_after, unit)} после"
        f"{_with_group(effect, unit, group)}"
    )
    parts = (f"{head}: {moved}.", _interval(effect.estimate, unit, effect), _compared(effect, counted), _method(effect))
    return " ".join(part for part in parts if part)


def possible_ends(estimate: Estimate, unit: Unit) -> tuple[float, float]:
    """The interval without changes that the scale has no room for."""
    low, high = REACH[unit]
    return max(estimate.low, low - high), min(estimate.high, high - low)


def _interval(estimate: Estimate, unit: Unit, effect: Effect) -> str:
    subject = "Разница с группой сравнения изменилась на" if effect.group else "Изменение —"
    if estimate.method is Method.INTERRUPTED:
        subject = "Скачок после мероприятия —"
    low, high = (change_text(end, unit) for end in possible_ends(estimate, unit))
    between = f"с вероятностью {_PER_CENT} от {low.split(NO_BREAK_SPACE)[0]} до {high}"
    text = f"{subject} {change_text(estimate.value, unit)}, {between}{_why(effect)}"
    return text if text.endswith(".") else f"{text}."


def _why(effect: Effect) -> str:
    if effect.verdict is not EffectVerdict.UNPROVEN or effect.why is None:
        return ""
    return {
        WhyUnproven.CHANCE: ": такое бывает и случайно",
        WhyUnproven.COURSE: ": показатель шёл туда же и до мероприятия",
        WhyUnproven.GROUP: ": там, где мероприятия не было, показатель двигался так же",
        WhyUnproven.AGAINST: ", но сам показатель двигался в другую сторону",
        WhyUnproven.TOO_FEW: "",
    }[effect.why]


def _with_group(effect: Effect, unit: Unit, group: str) -> str:
    if effect.group is None:
        return ""
    before, after = (value_text(value, unit) for value in effect.group)
    return f"; {group or 'в группе сравнения'} — {before} и {after}"


def _compared(effect: Effect, counted: tuple[str, str, str]) -> str:
    def phase(count: int, n: int) -> str:
        quarters = count_with_word(count, "квартал", "квартала", "кварталов")
        return f"{quarters} ({format_number(n)}{NO_BREAK_SPACE}{_form(n, counted)})" if n else "ни одного квартала"

    seasons = " того же времени года" if effect.same_seasons and effect.before else ""
    before, after = phase(len(effect.before), effect.n_before), phase(len(effect.after), effect.n_after)
    return f"До мероприятия — {before}, после — {after}{seasons}."


def _form(n: int, counted: tuple[str, str, str]) -> str:
    return count_with_word(n, *counted).rpartition(" ")[2]


def _method(effect: Effect) -> str:
    if effect.estimate is None:
        return ""
    if effect.estimate.method is Method.INTERRUPTED:
        quarters = count_with_word(effect.estimate.quarters, "квартала", "кварталов", "кварталов")
        return f"Способ: прерванный ряд из {quarters}, прежний ход показателя учтён."
    if effect.group is not None:
        return "Способ: разность разностей с группой сравнения."
    return "Способ: разность «до» и «после»; прежний ход показателя не проверялся, кварталов для этого мало."
