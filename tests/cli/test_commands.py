"""The list of commands, and what each says of itself."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from otklik.cli.main import app
from otklik.reporting.targets import COMMANDS

RUN = CliRunner()


def test_the_list_of_targets_names_exactly_the_commands() -> None:
    assert set(typer.main.get_command(app).commands) == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"manage"}))
def test_help_reads_well(command: str) -> None:
    result = RUN.invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert any("а" <= letter <= "я" for letter in result.output)


@pytest.mark.parametrize("url", ["", "postgres://nobody:x@127.0.0.1:1/nothing"], ids=["new", "unreachable"])
def test_a_database_that_is_not_ready_is_told_in_words(url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "otklik.cli", "report", "murashi", "monitoring", "2025Q3"]
    settings = os.environ | {"OTKLIK_DATA_DIR": str(tmp_path), "DATABASE_URL": url}
    settings["DJANGO_SETTINGS_MODULE"] = "otklik.config.settings"
    done = subprocess.run(
        [*command, "--format", "json", "-o", str(tmp_path / "x.json")],
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("База данных не ответила")
    assert "Traceback" not in done.stderr
