"""A questionnaire as a TOML text, in the order in which people write it; reading it back gives the same one."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from otklik.core.questionnaire.editing import written
from otklik.core.questionnaire.schema import Questionnaire


def toml_of(questionnaire: Questionnaire) -> str:
    """The file's text: the questionnaire's own keys, then a block for each question."""
    content = written(questionnaire)
    questions = content.pop("questions")
    lines = [f"{key} = {_value(value)}" for key, value in content.items()]
    for question in questions:
        lines += ["", "[[questions]]", *_question_lines(question)]
    return "\n".join(lines) + "\n"


def _question_lines(question: Mapping[str, Any]) -> Iterator[str]:
    for key, value in question.items():
        if key in {"options", "rows", "jumps"}:
            yield f"{key} = ["
            yield from (f"  {_value(entry)}," for entry in value)
            yield "]"
        else:
            yield f"{key} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(one) for one in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(value)


def _key(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else json.dumps(key)
