"""The command `otklik`: one entry point for the administrator of the machine."""

import os
import sys

import typer

from otklik.cli import administrations, feeding, outside_answers, papers, serving, upkeep

app = typer.Typer(
    name="otklik",
    help="Отклик — система обратной связи муниципальной администрации.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo")(serving.demo)
app.command("serve")(serving.serve)
app.command("tick")(upkeep.tick)
app.command("import-feedback")(feeding.import_feedback)
app.command("import-answers")(outside_answers.import_answers)
app.command("report")(papers.report)
app.command("coverage")(papers.coverage)
app.command("create-administration")(administrations.create_administration)
app.command("check")(upkeep.check)


@app.command(
    "manage", context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False
)
def manage(context: typer.Context) -> None:
    """Команды Django: otklik manage createsuperuser, shell, dbshell и другие."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings are not read before this

    execute_from_command_line(["otklik manage", *context.args])


def main() -> None:
    """Entry point of the package."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415 - the settings are named first

    try:
        sys.exit(app())
    except (OperationalError, ProgrammingError) as refused:
        said = str(refused).strip().splitlines()[0]
        hint = "Если база новая, подготовьте её: otklik demo или otklik manage migrate; иначе проверьте DATABASE_URL."
        sys.exit(f"База данных не ответила: {said}\n{hint}")
