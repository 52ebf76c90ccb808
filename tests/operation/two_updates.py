"""An update that is looked at, one that fails, one that does not, in one process: its start costs three seconds."""

import os

import django
import typer

django.setup()

from django.db import connection  # noqa: E402

from otklik.cli.upgrading import upgrade  # noqa: E402


def ended(**options: bool) -> int:
    """The exit code of the command."""
    try:
        upgrade(**options)
    except typer.Exit as end:
        return end.exit_code
    return 0


def tried(**options: bool) -> None:
    """Run it and say how it ended, and what the step of the later release would have changed."""
    code = ended(**options)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM base_storedfile")
        typer.echo(f"code {code}, file {cursor.fetchone()[0]}")
    connection.close()


tried(look=True)
typer.echo("---")
os.environ["LATER_RELEASE_FAILS"] = "1"
tried()
typer.echo("---")
del os.environ["LATER_RELEASE_FAILS"]
tried()
