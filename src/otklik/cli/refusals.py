"""Why a command was not understood, in Russian: the package says it in English only."""

import re
from collections.abc import Callable
from typing import Any

#: What a value of the kind has to be.
WANTED = {"int": "нужно целое число", "float": "нужно число", "path": "нужен путь к файлу или папке"}


def told_refusal(wrong: Any) -> str:
    """What is wrong, and how the command is called; the list of commands as it is where none was named."""
    names = [kind.__name__ for kind in type(wrong).__mro__]
    tell = next((_TELLERS[name] for name in names if name in _TELLERS), None)
    if tell is None or "NoArgsIsHelpError" in names:
        return str(wrong.format_message())
    ctx = getattr(wrong, "ctx", None)
    return "\n".join([tell(wrong), *([f"Как вызвать и что указать: {ctx.command_path} --help"] if ctx else [])])


def _missing(wrong: Any) -> str:
    one = wrong.param
    if one is None:
        return "Указано не всё."
    name = one.opts[0] if one.param_type_name == "option" else one.metavar or one.name.upper()
    told = (one.help or "").rstrip(".")
    return f"Не указано: {name} — {told[:1].lower()}{told[1:]}." if told else f"Не указано: {name}."


def _unsuitable(wrong: Any) -> str:
    one = wrong.param
    if one is None:
        return f"Значение не подходит: {wrong.message}"
    name = one.opts[0] if one.param_type_name == "option" else one.metavar or one.name.upper()
    wanted = WANTED.get(one.display_type(wrong.ctx).strip("<>"), wrong.message)
    return f"Значение {name} не подходит: {wanted}."


def _no_option(wrong: Any) -> str:
    alike = ", ".join(sorted(wrong.possibilities or ()))
    hint = f" Похоже на: {alike}." if alike else ""
    return f"Параметра {wrong.option_name} у этой команды нет.{hint}"


def _option_value(wrong: Any) -> str:
    if "does not take" in wrong.message:
        return f"Параметр {wrong.option_name} пишется без значения."
    return f"После {wrong.option_name} нужно значение."


def _wrong_call(wrong: Any) -> str:
    extra = re.search(r"unexpected extra argument.*\((.*)\)", wrong.message)
    return f"Лишние слова: {extra[1]}." if extra else f"Команда написана неверно: {wrong.message}"


_TELLERS: dict[str, Callable[[Any], str]] = {
    "MissingParameter": _missing,
    "BadParameter": _unsuitable,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _option_value,
    "UsageError": _wrong_call,
}
