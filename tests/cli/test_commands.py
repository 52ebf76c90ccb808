"""The list of commands, and what each says of itself."""

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
