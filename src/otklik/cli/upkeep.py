"""`otklik tick` and `otklik check`: what must happen by itself, and whether everything is whole."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import typer

from otklik.cli import periodic
from otklik.cli.start import fail, say, set_up

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
    for told in periodic.run_jobs():
        say(told)


def check() -> None:
    """Проверить целостность: схема базы, журнал действий, файлы, закрытые периоды, порядки; назвать неполадки узла."""
    set_up()
    problems = problems_found()
    for problem in problems:
        say(f"✗ {problem}")
    if problems:
        fail(f"Найдено замечаний: {len(problems)}")
    say("Всё в порядке: схема базы, журнал действий, файлы, закрытые периоды, порядки и секреты проверены.")
    from otklik.operation.state import node_state  # noqa: PLC0415 - after the settings are read

    for trouble in node_state().troubles:
        say(f"! {trouble.title}: {trouble.said} {trouble.advice}")


def problems_found() -> list[str]:
    """What `otklik check` would say; the settings are read already."""
    return list(_problems())


def _problems() -> Iterator[str]:
    from django.db import connection  # noqa: PLC0415 - after the settings are read
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "Схема базы старее программы. Остановите систему и обновите базу: otklik upgrade."
        return
    for found in checks():
        yield from found()


def checks() -> tuple[Callable[[], Iterable[str]], ...]:
    """The checks of the data one by one; the settings are read already."""
    from otklik.analysis.queries import verify_periods  # noqa: PLC0415 - after the settings are read
    from otklik.base.audit import verify_chain  # noqa: PLC0415
    from otklik.base.files import verify_files  # noqa: PLC0415
    from otklik.cli.administrations import broken_profiles  # noqa: PLC0415
    from otklik.operation.soundness import node_problems  # noqa: PLC0415

    return verify_chain, verify_files, verify_periods, broken_profiles, node_problems
