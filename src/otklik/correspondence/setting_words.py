"""What is wrong with a setting, in Russian: pydantic's own words are English."""

from collections.abc import Callable, Mapping
from typing import Any

Words = Callable[[Mapping[str, Any]], str]
_WORDS: dict[str, Words] = {
    "missing": lambda _: "Заполните это поле.",
    "string_too_short": lambda _: "Заполните это поле.",
    "string_too_long": lambda given: f"Не длиннее {given.get('max_length')} знаков.",
    "string_pattern_mismatch": lambda _: "Записано не так: посмотрите подсказку.",
    "int_parsing": lambda _: "Введите целое число.",
    "int_from_float": lambda _: "Введите целое число.",
    "int_type": lambda _: "Введите целое число.",
    "float_parsing": lambda _: "Введите число.",
    "greater_than": lambda given: f"Больше {given.get('gt')}.",
    "greater_than_equal": lambda given: f"Не меньше {given.get('ge')}.",
    "less_than": lambda given: f"Меньше {given.get('lt')}.",
    "less_than_equal": lambda given: f"Не больше {given.get('le')}.",
    "enum": lambda _: "Выберите из списка.",
    "literal_error": lambda _: "Выберите из списка.",
    "bool_parsing": lambda _: "Да или нет.",
    "extra_forbidden": lambda _: "Такой настройки нет.",
}


def words_of(error: Mapping[str, Any]) -> str:
    """One error of pydantic as the administrator reads it; a validator's own words are Russian already."""
    given = error.get("ctx") or {}
    if error["type"] in {"value_error", "assertion_error"}:
        return str(given.get("error", error.get("msg", "")))
    say = _WORDS.get(error["type"])
    return say(given) if say else "Значение не подходит: посмотрите подсказку."
