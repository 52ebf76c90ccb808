"""Ratings and their differences in Russian: a value with its interval, an honest sentence."""

from otklik.core.ratings.comparison import Comparison
from otklik.core.ratings.formula import Unit
from otklik.core.ratings.rating import Rating
from otklik.core.russian import NO_BREAK_SPACE, count_with_word, format_number, format_share

NO_VALUE = "нет ответов"
_POINTS = f"п.{NO_BREAK_SPACE}п."
_DIGITS: dict[Unit, int] = {"share": 1, "mark": 2, "points": 1, "balance": 1}


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
    """«245 из 299 оценок, 120 человек» for a share of marks; «120 человек» elsewhere."""
    people = count_with_word(rating.n, "человек", "человека", "человек")
    if rating.unit != "share" or rating.numerator is None or rating.denominator is None:
        return people
    counts = f"{_count(rating.numerator)} из {_count(rating.denominator)}".replace(" ", NO_BREAK_SPACE)
    return counts if rating.marks == rating.n else f"{counts}{NO_BREAK_SPACE}оценок, {people}"


def difference_words(found: Comparison | None, unit: Unit, before: str) -> str:
    """«выше, чем кварталом раньше: на 4,2 п. п., 95 % от 1,1 до 7,3», or that a difference is not proven."""
    if found is None:
        return f"сравнить не с чем: {before} ответов не было"
    if found.ends is None:
        return (
            f"разница с тем, что было {before}, {_signed(found.value, unit)} {_unit(unit)}: для проверки мало ответов"
        )
    low, high = (_signed(end, unit) for end in found.ends)
    if not found.is_proven:
        return (
            f"отличие от того, что было {before}, не доказано: {_signed(found.value, unit)} {_unit(unit)}, "
            f"95{NO_BREAK_SPACE}% от {low} до {high}"
        )
    word = "выше" if found.value > 0 else "ниже"
    least, most = sorted(abs(end) for end in found.ends)
    return (
        f"{word}, чем {before}: на {_plain(abs(found.value), unit)} {_unit(unit)}, "
        f"95{NO_BREAK_SPACE}% от {_plain(least, unit)} до {_plain(most, unit)}"
    )


def change_text(value: float, unit: Unit) -> str:
    """«−4,2 п. п.», «+0,31 балла»."""
    return f"{_signed(value, unit)}{NO_BREAK_SPACE}{_unit(unit)}"


def _count(value: float) -> str:
    """A weighted sum need not be whole."""
    return format_number(value, 0 if abs(value - round(value)) < 1e-6 else 1)  # noqa: PLR2004 - rounding of sums


def _unit(unit: Unit) -> str:
    return {"share": _POINTS, "mark": "балла", "points": "пункта", "balance": "пункта"}[unit]


def _plain(value: float, unit: Unit) -> str:
    return format_number(value * 100, 1) if unit == "share" else format_number(value, _DIGITS[unit])


def _signed(value: float, unit: Unit) -> str:
    text = _plain(value, unit)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text
