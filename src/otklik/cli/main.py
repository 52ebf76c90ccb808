"""The command `otklik`: one entry point for the administrator of the machine."""

import os
import sys
from collections.abc import Callable

import typer

from otklik.cli import (
    administrations,
    attachments,
    backups,
    connecting,
    feeding,
    first_run,
    keeping,
    outside_answers,
    papers,
    receiving,
    regions,
    scanning,
    serving,
    sign_in,
    streaming,
    upgrading,
    upkeep,
)
from otklik.cli.spoken import SpokenCommand, SpokenGroup
from otklik.cli.start import fail, set_up

COMMANDS: dict[str, Callable[..., None]] = {
    "demo": serving.demo,
    "serve": serving.serve,
    "receive": receiving.receive,
    "tick": upkeep.tick,
    "import-feedback": feeding.import_feedback,
    "import-answers": outside_answers.import_answers,
    "report": papers.report,
    "coverage": papers.coverage,
    "first-run-code": first_run.first_run_code,
    "create-administration": administrations.create_administration,
    "create-region": regions.create_region,
    "add-region-person": regions.add_region_person,
    "reset-sign-in": sign_in.reset_sign_in,
    "connect": connecting.connect,
    "channels": connecting.channels,
    "backup-key": backups.backup_key,
    "backup": backups.backup,
    "restore": backups.restore,
    "upgrade": upgrading.upgrade,
    "make-keeper": keeping.make_keeper,
    "state": keeping.state,
    "stream": streaming.stream,
    "move-files": attachments.move_files,
    "check": upkeep.check,
    "scan-files": scanning.scan_files,
}

app = typer.Typer(
    name="otklik",
    cls=SpokenGroup,
    help="Отклик — система обратной связи муниципальной администрации.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for name, function in COMMANDS.items():
    app.command(name, cls=SpokenCommand)(function)


@app.command(
    "manage", context_settings={"allow_extra_args": True, "ignore_unknown_options": True}, add_help_option=False
)
def manage(context: typer.Context) -> None:
    """Команды Django: otklik manage migrate, dbshell, shell и другие. Справку о них Django даёт по-английски."""
    from django.core.management import (  # noqa: PLC0415 - settings are not read before this
        execute_from_command_line,
        get_commands,
    )

    named = context.args[0] if context.args else ""
    if not named:
        fail("Назовите команду Django, например: otklik manage migrate. Весь список: otklik manage help", code=2)
    set_up()  # before it the apps' own commands are not known, and that would be remembered
    if not named.startswith("-") and named not in {*get_commands(), "help", "version"}:
        fail(f"Команды Django «{named}» нет. Весь список: otklik manage help", code=2)
    execute_from_command_line(["otklik manage", *context.args])


def main() -> None:
    """Entry point of the package."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otklik.config.settings")
    from django.db import OperationalError, ProgrammingError  # noqa: PLC0415 - the settings are named first

    from otklik.base.secret_sources import SettingRefused  # noqa: PLC0415

    try:
        sys.exit(app())
    except SettingRefused as wrong:
        sys.exit(f"Настройка не подходит. {wrong}")
    except PermissionError as closed:
        sys.exit(
            f"Нет доступа: {closed.filename}. Команду выполняет пользователь otklik, в папку root он не заглядывает: "
            "положите файл или папку туда, где их может прочитать любой, например в /srv."
        )
    except (OperationalError, ProgrammingError) as refused:
        said = str(refused).strip().splitlines()[0]
        hint = "Если база новая, подготовьте её: otklik demo или otklik manage migrate; иначе проверьте DATABASE_URL."
        sys.exit(f"База данных не ответила: {said}\n{hint}")
