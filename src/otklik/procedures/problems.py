"""What is wrong with a profile, in words that a lawyer understands."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from otklik.core.questionnaire import schema as questionnaire_schema
from otklik.procedures import schema, schema_act, schema_analysis, schema_duties, schema_intake, schema_pains


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: line of procedure.toml (0: the file as a whole), clause of the decree («» when none), message."""

    line: int
    clause: str
    message: str

    def __str__(self) -> str:
        place = f"строка {self.line}" if self.line else "файл"
        return f"{place}, пункт {self.clause}: {self.message}" if self.clause else f"{place}: {self.message}"


class ProfileBrokenError(ValueError):
    """A profile that cannot be used; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def schema_message(error: Mapping[str, Any]) -> str:
    """A pydantic error in Russian."""
    key = str(error["loc"][-1]) if error["loc"] else ""
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return _missing(error["loc"], key)
        case "extra_forbidden":
            return _unknown_key(error["loc"], key)
        case "value_error":
            return str(context.get("error", error["msg"]))
        case "literal_error" | "enum":
            return f"ключ «{key}»: значения «{error['input']}» нет; можно {_choices(str(context['expected']))}"
        case kind:
            return f"ключ «{key}»: {_TYPES.get(kind, 'недопустимое значение')}; стоит {_shown(error['input'])}"


_TYPES = {
    "string_type": "нужна строка в кавычках",
    "string_too_short": "строка не может быть пустой",
    "string_pattern_mismatch": "нужны строчные латинские буквы, цифры и подчёркивание, первой идёт буква",
    "bool_type": "нужно true или false без кавычек",
    "int_type": "нужно целое число без кавычек",
    "greater_than_equal": "число слишком мало",
    "less_than_equal": "число слишком велико",
    "date_type": "нужна дата вида 2025-05-28 без кавычек",
    "date_parsing": "нужна дата вида 2025-05-28 без кавычек",
    "date_from_datetime_parsing": "нужна дата вида 2025-05-28 без кавычек",
    "tuple_type": "нужен перечень: в квадратных скобках или блоками с двойными скобками",
    "too_short": "перечень не может быть пустым",
    "model_type": "нужен блок с ключами",
    "model_attributes_type": "нужен блок с ключами",
}


def _missing(loc: tuple[str | int, ...], key: str) -> str:
    if len(loc) > 1:
        return f"нет обязательного ключа «{key}»"
    return f"нет блока [{key}]" if key in _SINGLE_BLOCKS else f"нет ни одной записи [[{key}]]"


def _unknown_key(loc: tuple[str | int, ...], key: str) -> str:
    what, known = ("ключ", _KNOWN_KEYS) if len(loc) > 1 else ("блок", _KNOWN_BLOCKS)
    near = difflib.get_close_matches(key, known, n=1)
    return f"неизвестный {what} «{key}»" + (f"; может быть, «{near[0]}»?" if near else "")


def _choices(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _shown(value: object) -> str:
    text = str(value)
    return "пустая строка" if text == "" else f"«{text[:60]}»"


_SINGLE_BLOCKS = {"act", "internal", "pain_map", "pain_rules", "restriction", "survey_rules"}
_KNOWN_BLOCKS = sorted(set(schema.Procedure.model_fields) - {"duties", "questionnaires"})
_MODULES = (schema, schema_act, schema_analysis, schema_duties, schema_intake, schema_pains, questionnaire_schema)
_KNOWN_KEYS = sorted(
    {
        name
        for module in (
            schema,
            schema_act,
            schema_analysis,
            schema_duties,
            schema_intake,
            schema_pains,
            questionnaire_schema,
        )
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name in model.model_fields
    }
)
