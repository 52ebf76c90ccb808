"""Russian words for numbers, shares and dates, and the dictionary forms of words."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NO_VALUE = "—"
_MINUS = "\N{MINUS SIGN}"
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_WORD = re.compile(r"[а-яa-z]+(?:-[а-яa-z]+)*")


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of the word that follows the number: 1 обращение, 2 обращения, 5 обращений."""
    rest, last = abs(number) % 100, abs(number) % 10
    if last == 1 and rest != 11:  # noqa: PLR2004 - the grammar's own numbers
        return one
    if last in {2, 3, 4} and rest not in {12, 13, 14}:
        return few
    return many


def count_with_word(number: int, one: str, few: str, many: str) -> str:
    """«1 204 обращения»."""
    return f"{format_number(number)} {plural(number, one, few, many)}"


def days_word(number: int) -> str:
    """«5 дней»."""
    return count_with_word(number, "день", "дня", "дней")


def format_number(number: float | None, digits: int = 0) -> str:
    """Number with no-break spaces between thousands and a decimal comma; halves are rounded up; None is a dash."""
    if number is None:
        return NO_VALUE
    exact = _rounded(Decimal(repr(number)), digits)
    text = f"{abs(exact):,.{digits}f}".replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{_MINUS}{text}" if exact < 0 else text


def format_share(share: float | None, digits: int = 1) -> str:
    """Share 0..1 as «42,3 %»; None (nothing to divide by) as a dash."""
    if share is None:
        return NO_VALUE
    percent = _rounded(Decimal(repr(share)) * 100, digits)
    text = f"{abs(percent):.{digits}f}".replace(".", ",")
    return f"{_MINUS if percent < 0 else ''}{text}{NO_BREAK_SPACE}%"


def share_with_count(share: float | None, numerator: int, denominator: int) -> str:
    """«42,3 % (118 из 279)»."""
    return f"{format_share(share)} ({format_number(numerator)} из {format_number(denominator)})"


def date_long(day: date) -> str:
    """«28 марта 2025 г.»."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year} г."


def date_short(day: date) -> str:
    """«28.03.2025»."""
    return f"{day:%d.%m}.{day.year:04d}"


def lemmas(text: str) -> tuple[str, ...]:
    """Dictionary forms of the words of a text, in order; ё counts as е, numbers and signs are left out."""
    return tuple(_lemma(word) for word in _WORD.findall(text.lower().replace("ё", "е")))


@lru_cache(maxsize=20_000)
def word_forms(word: str) -> frozenset[str]:
    """Every form of the dictionary word that is meant by a typed one (ё as е), the typed one among them.

    A word typed in its dictionary form means every word that has this form («течь» is a noun and a verb).
    """
    typed = word.lower().replace("ё", "е")
    parsed = analyzer().parse(typed)
    meant = [one for one in parsed if str(one.normal_form).replace("ё", "е") == typed] or parsed[:1]
    return frozenset({typed, *(str(form.word).replace("ё", "е") for one in meant for form in one.lexeme)})


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=200_000)
def _lemma(word: str) -> str:
    return str(analyzer().parse(word)[0].normal_form).replace("ё", "е")


@lru_cache(maxsize=1)
def analyzer() -> "MorphAnalyzer":
    """The dictionary takes some 30 MB and a fifth of a second, so it is read at first need."""
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - see above

    return MorphAnalyzer(lang="ru")
