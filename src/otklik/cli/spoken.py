"""The commands' own words in Russian: what a command is for, how it is called, what is wrong with how it was called."""

import sys
from difflib import get_close_matches
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.exceptions import Abort, TyperException

from otklik.cli.refusals import told_refusal
from otklik.cli.start import errors

WIDEST, MARGIN = 100, 2
#: What a value is, by the package's name for its type.
KINDS = {"str": "СЛОВО", "int": "ЧИСЛО", "float": "ЧИСЛО", "path": "ПУТЬ", "file": "ПУТЬ", "directory": "ПАПКА"}
HELP = ("--help", "Показать эту справку.")


class UnknownCommand(TyperException):
    """There is no such command."""

    exit_code = 2


class SpokenCommand(TyperCommand):
    """A command that tells about itself in Russian."""

    def get_help(self, ctx: Any) -> str:
        """Purpose, call, what to name, what may be named."""
        arguments = [_row(one, ctx) for one in self.params if one.param_type_name == "argument"]
        options = [
            _row(one, ctx) for one in self.params if one.param_type_name == "option" and "--help" not in one.opts
        ]
        return "\n".join(
            [
                *_paragraph(self.help or ""),
                *_section("Как вызвать", [(call_of(self, ctx), "")]),
                *_section("Что указать", arguments),
                *_section("Параметры", [*options, HELP]),
            ]
        )


class SpokenGroup(TyperGroup):
    """All commands: their list in Russian, and their refusals too."""

    def get_help(self, ctx: Any) -> str:
        """The list with the first sentence of each."""
        rows = [(name, _first_sentence(one.help or "")) for name, one in self.commands.items() if not one.hidden]
        return "\n".join(
            [
                *_paragraph(self.help or ""),
                *_section("Как вызвать", [(f"{ctx.command_path} КОМАНДА [ПАРАМЕТРЫ]", "")]),
                *_section("Команды", rows),
                "",
                f"Подробно о команде: {ctx.command_path} КОМАНДА --help",
            ]
        )

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command by its name; UnknownCommand with what it resembles."""
        name = args[0]
        if name.startswith("-") or self.get_command(ctx, name) is not None:
            return super().resolve_command(ctx, args)
        alike = ", ".join(f"«{one}»" for one in get_close_matches(name, list(self.commands)))
        hint = f" Похоже на: {alike}." if alike else ""
        raise UnknownCommand(f"Команды «{name}» нет.{hint}\nСписок команд: {ctx.command_path} --help")

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run it; a wrong call ends with a sentence and the code 2."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except TyperException as wrong:
            errors.print(told_refusal(wrong), markup=False)
            code = wrong.exit_code
        except Abort:
            errors.print("Прервано.", markup=False)
            code = 1
        sys.exit(code if isinstance(code, int) else 0)


def call_of(command: Any, ctx: Any) -> str:
    """«otklik report АДМИНИСТРАЦИЯ ОТЧЁТ КВАРТАЛ [ПАРАМЕТРЫ]»; options that must be named stand there too."""
    words = [ctx.command_path]
    for one in command.params:
        if one.param_type_name == "argument":
            words.append(_name(one) if one.required else f"[{_name(one)}]")
        elif one.required:
            words.append(_written(one, ctx))
    return " ".join([*words, "[ПАРАМЕТРЫ]"])


def _row(one: Any, ctx: Any) -> tuple[str, str]:
    told = one.help or ""
    default = one.default
    if one.param_type_name == "option" and one.required:
        told += " Обязательно."
    elif default not in {None, "", False} and not callable(default):
        told += f" Если не указать: {default}."
    return (_name(one) if one.param_type_name == "argument" else _written(one, ctx), told.strip())


def _written(option: Any, ctx: Any) -> str:
    spelled = ", ".join(sorted(option.opts, key=len))
    return spelled if option.is_flag else f"{spelled} {option.metavar or _kind(option, ctx)}"


def _kind(option: Any, ctx: Any) -> str:
    return KINDS.get(option.display_type(ctx).strip("<>"), "ЗНАЧЕНИЕ")


def _name(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _first_sentence(text: str) -> str:
    return text.partition("\n\n")[0].partition(". ")[0].rstrip(".")


def _width() -> int:
    return max(40, min(WIDEST, get_terminal_size((80, 24)).columns))


def _paragraph(text: str) -> list[str]:
    return [line for part in text.split("\n\n") for line in wrap(part, _width())]


def _section(title: str, rows: list[tuple[str, str]]) -> list[str]:
    """A heading and two columns; the second is wrapped within itself."""
    if not rows:
        return []
    column = max(len(left) for left, _ in rows)
    lines = ["", f"{title}:"]
    for left, right in rows:
        first, *others = wrap(right, max(30, _width() - column - 2 * MARGIN)) or [""]
        lines.append(f"{'':{MARGIN}}{left:{column}}{'':{MARGIN}}{first}".rstrip())
        lines += [f"{'':{column + 2 * MARGIN}}{other}" for other in others]
    return lines
