"""Ratings and their differences in Russian: a value with its interval, an honest sentence."""

from collections.abc import Callable

from otklik.core.ratings.comparison import Comparison
from otklik.core.ratings.formula import Unit
from otklik.core.ratings.rating import Rating
from otklik.core.russian import NO_BREAK_SPACE, count_with_word, format_number, format_share

NO_VALUE = "нет ответов"
_POINTS = f"п.{NO_BREAK_SPACE}п."
_DIGITS: dict[Unit, int] = {"share": 1, "mark": 2, "points": 1, "balance": 1}
_MOST_DIGITS = 3  # more than usual, where an end would else be told as nought


def value_text(value: float | None, unit: Unit) -> str:
    """«81,9 %», «4,12», «76,3»."""
    if value is None:
        return NO_VALUE
    return format_share(value) if unit == "share" else format_number(value, _DIGITS[unit])


def ends_text(rating: Rating) -> str:
    """«77,1–86,0 %»; empty where the interval is not known."""
    ends = rating.ends
    if ends is None:
        return ""
    low, high = (value_text(end, rating.unit) for end in ends)
    return f"{low.split(NO_BREAK_SPACE)[0]}–{high}" if rating.unit == "share" else f"{low}–{high}"


def between_words(rating: Rating) -> str:
    """«от 77,1 до 86,0 %»; empty where the interval is not known."""
    low, dash, high = ends_text(rating).partition("–")
    return f"от {low} до {high}" if dash else ""


def counts_words(rating: Rating) -> str:
    """«245 из 299 оценок, 120 человек» for a share of marks; «120 человек» elsewhere. Weighted sums are no people."""
    people = count_with_word(rating.n, "человек", "человека", "человек")
    if rating.unit != "share" or rating.numerator is None or rating.denominator is None:
        return people
    if not float(round(rating.numerator * 2, 6)).is_integer():
        return f"{people}, ответы взвешены"
    counts = f"{_count(rating.numerator)} из {_count(rating.denominator)}".replace(" ", NO_BREAK_SPACE)
    return counts if rating.marks == rating.n else f"{counts}{NO_BREAK_SPACE}оценок, {people}"


def difference_words(found: Comparison | None, unit: Unit, before: str) -> str:
    """«выше, чем кварталом раньше, на 4,2 п. п. (с вероятностью 95 % от 1,1 до 7,3)», or that it is not proven."""
    if found is None:
        return f"сравнить не с чем: {before} ответов не было"
    if found.ends is None:
        return (
            f"разница с тем, что было {before}, {_signed(found.value, unit)} {_unit(unit)}: для проверки мало ответов"
        )
    if not found.is_proven:
        value = f"{_signed(found.value, unit)}{NO_BREAK_SPACE}{_unit(unit)}"
        return f"отличие от того, что было {before}, не доказано: {value} ({_within(*found.ends, unit, _signed)})"
    word = "выше" if found.value > 0 else "ниже"
    least, most = sorted(abs(end) for end in found.ends)
    value = f"{_plain(abs(found.value), unit)}{NO_BREAK_SPACE}{_unit(unit)}"
    return f"{word}, чем {before}, на {value} ({_within(least, most, unit, _plain)})"


def change_text(value: float, unit: Unit) -> str:
    """«−4,2 п. п.», «+0,31 балла»."""
    return f"{_signed(value, unit)}{NO_BREAK_SPACE}{_unit(unit)}"


def _count(value: float) -> str:
    """Half a point may stand in a sum."""
    return format_number(value, 0 if abs(value - round(value)) < 1e-6 else 1)  # noqa: PLR2004 - rounding of sums


def _unit(unit: Unit) -> str:
    return {"share": _POINTS, "mark": "балла", "points": "пункта", "balance": "пункта"}[unit]


def _within(low: float, high: float, unit: Unit, told: Callable[[float, Unit, int], str]) -> str:
    """«с вероятностью 95 % от 1,1 до 7,3»: an end that is not nought is never told as nought."""
    digits = next((more for more in range(_MOST_DIGITS) if not _is_lost(low, high, unit, more)), _MOST_DIGITS)
    return f"с вероятностью 95{NO_BREAK_SPACE}% от {told(low, unit, digits)} до {told(high, unit, digits)}"


def _is_lost(low: float, high: float, unit: Unit, more: int) -> bool:
    texts = (_plain(end, unit, more) for end in (low, high) if end)
    return not all(any(digit in text for digit in "123456789") for text in texts)


def _plain(value: float, unit: Unit, more: int = 0) -> str:
    return format_number(value * 100 if unit == "share" else value, _DIGITS[unit] + more)


def _signed(value: float, unit: Unit, more: int = 0) -> str:
    text = _plain(value, unit, more)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text
