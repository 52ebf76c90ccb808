"""`otklik tick` and `otklik check`: what must happen by itself, and whether everything is whole."""

import time
from collections.abc import Iterator
from typing import Annotated

import typer

from otklik.cli.start import fail, say, set_up

#: Words of imported messages that the worker has not come to: some seconds of work, so that the mail does not wait.
INDEXED_IN_A_PASS = 50_000
Every = Annotated[int, typer.Option("--every", help="Повторять каждые столько секунд; 0 — один проход.")]


def tick(every: Every = 0) -> None:
    """Один проход периодических дел: почта из очереди, опечатывание журнала, поиск по словам, уборка лишнего."""
    set_up()
    from django.db import close_old_connections  # noqa: PLC0415 - after the settings are read

    _one_pass()
    while every:
        time.sleep(every)
        close_old_connections()
        _one_pass()


def _one_pass() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - after the settings are read

    from otklik.base.audit import seal_entries  # noqa: PLC0415
    from otklik.delivery.actions.send_waiting import send_waiting_messages  # noqa: PLC0415
    from otklik.intake import text_index  # noqa: PLC0415
    from otklik.intake.actions.count_anonymous import count_anonymous  # noqa: PLC0415
    from otklik.intake.actions.forget_abandoned_files import forget_abandoned_files  # noqa: PLC0415

    sent, sealed, forgotten = send_waiting_messages(), seal_entries(), forget_abandoned_files()
    count_anonymous()
    call_command("clearsessions", verbosity=0)
    text_index.catch_up(most=INDEXED_IN_A_PASS)
    if sent or sealed or forgotten:
        say(f"Отправлено писем: {sent}; опечатано записей журнала: {sealed}; удалено ничьих файлов: {forgotten}")


def check() -> None:
    """Проверить целостность: схема базы, цепочка журнала действий, файлы, закрытые периоды, порядки."""
    set_up()
    problems = list(_problems())
    for problem in problems:
        say(f"✗ {problem}")
    if problems:
        fail(f"Найдено замечаний: {len(problems)}")
    say("Всё в порядке: схема базы, журнал действий, файлы, закрытые периоды и порядки проверены.")


def _problems() -> Iterator[str]:
    from django.db import connection  # noqa: PLC0415 - after the settings are read
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    from otklik.analysis.queries import verify_periods  # noqa: PLC0415
    from otklik.base.audit import verify_chain  # noqa: PLC0415
    from otklik.base.files import verify_files  # noqa: PLC0415
    from otklik.cli.administrations import broken_profiles  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "Схема базы старее программы: выполните «otklik manage migrate»."
        return
    yield from verify_chain()
    yield from verify_files()
    yield from verify_periods()
    yield from broken_profiles()
