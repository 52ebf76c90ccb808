"""The list of commands, and what each says of itself."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from otklik.cli.main import app, main
from otklik.reporting.targets import COMMANDS

RUN = CliRunner()


def test_the_list_of_targets_names_exactly_the_commands() -> None:
    assert set(typer.main.get_command(app).commands) == set(COMMANDS)


@pytest.mark.parametrize("command", ["", *sorted(set(COMMANDS) - {"manage"})])
def test_help_reads_well(command: str) -> None:
    result = RUN.invoke(app, [*filter(None, [command]), "--help"])
    assert result.exit_code == 0
    assert "Как вызвать:" in result.output
    assert not re.search(r"Usage|Options|Arguments|Commands:|Show this|default:|required|<[a-z]+>", result.output)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Команды:"),
        ("reprot", "Команды «reprot» нет. Похоже на: «report».\nСписок команд: otklik --help"),
        ("--nope", "Параметра --nope у этой команды нет."),
        ("report", "Не указано: АДМИНИСТРАЦИЯ — короткое имя администрации, как в её адресе.\nКак вызвать"),
        ("tick --evry 5", "Параметра --evry у этой команды нет. Похоже на: --every."),
        ("tick --every x", "Значение --every не подходит: нужно целое число."),
        ("tick 5", "Лишние слова: 5."),
        ("backup --to", "После --to нужно значение."),
        ("serve --pages=1", "Параметр --pages пишется без значения."),
        ("create-region x", "Не указано: --title — орган"),
        ("manage", "Назовите команду Django"),
        ("manage migrat", "Команды Django «migrat» нет."),
    ],
)
def test_a_wrong_call_is_told_in_russian(words: str, told: str) -> None:
    result = RUN.invoke(app, words.split())
    assert (result.exit_code, told in result.output) == (2, True), result.output
    assert not re.search(r"Usage|Error|Missing|No such|Invalid|Try ", result.output)


def test_a_file_of_root_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed() -> None:
        raise PermissionError(13, "Permission denied", "/srv/kirovsk")

    monkeypatch.setattr("otklik.cli.main.app", closed)  # the tests' own user may be root, to whom nothing is closed
    with pytest.raises(SystemExit, match=r"^Нет доступа: /srv/kirovsk\. .*например в /srv\.$"):
        main()


def test_a_new_database_is_told_in_words(tmp_path: Path) -> None:
    """One that does not answer: tests/base/test_secret_sources.py, in a process that runs there anyway."""
    command = [sys.executable, "-m", "otklik.cli", "channels", "murashi"]
    settings = os.environ | {"OTKLIK_DATA_DIR": str(tmp_path), "DATABASE_URL": ""}
    settings["DJANGO_SETTINGS_MODULE"] = "otklik.config.settings"
    done = subprocess.run(
        command,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("База данных не ответила")
    assert "Traceback" not in done.stderr
