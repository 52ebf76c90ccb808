"""What every command does first: settings read, database brought up, one way to say and to fail."""

import sys
from typing import NoReturn

import django
import typer
from django.conf import settings
from django.core.management import call_command
from rich.console import Console

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def set_up() -> None:
    """Read the settings; a wrong one is said in a sentence, not in a traceback."""
    try:
        django.setup()
    except ValueError as wrong:
        fail(str(wrong), code=2)


def bring_up_database() -> None:
    """Migrations, the cache table and the static files; quick when nothing has changed."""
    set_up()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    gather_static()


def gather_static() -> None:
    """The static files into their folder; the bundle brings them ready."""
    if settings.STATIC_ROOT.is_relative_to(settings.DATA_DIR):
        call_command("collectstatic", verbosity=0, interactive=False)


def say(line: str) -> None:
    """A line for the person at the terminal."""
    console.print(line, markup=False)


def fail(line: str, *, code: int = 1) -> NoReturn:
    """A line on the error stream, and the exit code."""
    errors.print(line, markup=False)
    raise typer.Exit(code)


def is_terminal() -> bool:
    """True where a progress bar can be drawn; in a log plain lines are written instead."""
    return sys.stdout.isatty()
