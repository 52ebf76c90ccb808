"""`otklik upgrade`: the data of an earlier release brought to this one."""

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from otklik.cli.start import bring_up_database, fail, gather_static, say, set_up

#: No copy could be made; nothing was begun; it was begun, failed, and everything is as it was.
NO_COPY, REFUSED, RETURNED = 1, 4, 5

Folder = Annotated[Path | None, typer.Option("--to", help="Папка для копии вместо OTKLIK_BACKUP_DIR.")]
PublicKey = Annotated[str, typer.Option("--key", help="Открытый ключ вместо OTKLIK_BACKUP_KEY.")]
Look = Annotated[bool, typer.Option("--look", help="Только сказать, что предстоит и что мешает.")]
Live = Annotated[bool, typer.Option("--live", help="Не останавливая других (только PostgreSQL).")]
Back = Annotated[bool, typer.Option("--back", help="Вернуть базу SQLite после обновления, которое оборвалось.")]
Anyway = Annotated[bool, typer.Option("--anyway", help="Обновить, хотя проверка и до обновления находит замечания.")]


def upgrade(  # noqa: PLR0917 - options of the command
    to: Folder = None,
    key: PublicKey = "",
    look: Look = False,
    live: Live = False,
    back: Back = False,
    anyway: Anyway = False,
) -> None:
    """Обновить данные прежней версии: копия, шаги, проверка. При неудаче всё возвращается, как было."""
    set_up()
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    from otklik.base.errors import RuleBroken  # noqa: PLC0415
    from otklik.operation.backup.keeping import prepared_folder  # noqa: PLC0415

    try:
        if back:
            _bring_back()
            return
        _upgrade(prepared_folder(to or Path(settings.BACKUP_DIR)), key, look=look, live=live, anyway=anyway)
    except RuleBroken as wrong:
        fail(f"{wrong.message} Ничего не изменено.", code=NO_COPY if wrong.code == "backup_failed" else REFUSED)


def _bring_back() -> None:
    from otklik.operation.upgrade.hindrances import working_others  # noqa: PLC0415 - after the settings are read
    from otklik.operation.upgrade.migrating import bring_back, kept_copy  # noqa: PLC0415

    if kept_copy().exists():
        _refuse(working_others())
    bring_back()
    say("База возвращена такой, какой была до обновления. Запускайте прежнюю версию.")


def _upgrade(folder: Path, key: str, *, look: bool, live: bool, anyway: bool) -> None:
    from otklik.operation.backup import here  # noqa: PLC0415 - after the settings are read

    if not (waiting := _waiting(look=look)):
        return
    say(f"Предстоит шагов: {waiting}. Версия программы {here.program_version()}.")
    _refuse_when_hindered(folder, is_live=live, look=look)
    recipients = here.recipients(key)
    standing = _standing_problems(anyway=anyway)
    if look:
        say("Ничего не изменено. Обновить: остановите службы и выполните «otklik upgrade».")
        return
    _carry_out(folder, recipients, standing, is_live=live)


def _waiting(*, look: bool) -> int:
    """How many steps wait; a database that is empty or up to date is seen to here, whoever works with it."""
    from otklik.operation.backup import here, schema  # noqa: PLC0415 - after the settings are read
    from otklik.operation.upgrade.hindrances import lasting_hindrances  # noqa: PLC0415

    if not schema.applied_steps():
        if not look:
            bring_up_database()
        say(f"База {'пуста: таблицы будут' if look else 'была пуста: таблицы'} созданы, обновлять нечего.")
        return 0
    _refuse(lasting_hindrances())
    waiting = schema.waiting_steps()
    if not waiting:
        if not look:
            gather_static()
        say(f"База уже соответствует версии {here.program_version()}: обновлять нечего.")
    return len(waiting)


def _refuse_when_hindered(folder: Path, *, is_live: bool, look: bool) -> None:
    """`look` goes on beside the services at work, which is when one looks."""
    from django.db import connection  # noqa: PLC0415 - after the settings are read

    from otklik.operation.upgrade.hindrances import full_disks, working_others  # noqa: PLC0415

    is_bound = connection.vendor == "sqlite"
    others = list(working_others()) if is_bound or not is_live else []
    if others and is_live:
        others.append("--live не годится для SQLite: её база — один файл.")
    if look:
        for line in others:
            say(f"! Перед обновлением: {line}")
    _refuse([*([] if look else others), *full_disks(folder)])


def _refuse(hindrances: Iterable[str]) -> None:
    found = list(hindrances)
    for line in found:
        say(f"✗ {line}")
    if found:
        fail("Ничего не изменено.", code=REFUSED)


def _standing_problems(*, anyway: bool) -> list[str]:
    from otklik.cli.upkeep import checks  # noqa: PLC0415 - after the settings are read
    from otklik.operation.upgrade.hindrances import standing_problems  # noqa: PLC0415

    say("Проверяю данные до обновления…")
    standing = standing_problems(checks())
    for problem in standing:
        say(f"✗ {problem}")
    if standing and not anyway:
        fail(
            f"Обновление не начато: проверка нашла замечания ({len(standing)}). Исправьте их прежней версией или "
            "согласитесь с ними: otklik upgrade --anyway.",
            code=REFUSED,
        )
    return standing


@contextmanager
def _lines_aside() -> Iterator[Path]:
    """Lines of the journal go into a file for whoever helps: the person at the terminal reads sentences."""
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    path = Path(settings.DATA_DIR) / "upgrade.log"
    consoles = [one for one in logging.getLogger().handlers if one.get_name() == "console"]
    with path.open("a", encoding="utf-8") as file:
        path.chmod(0o600)
        kept = [(one, one.setStream(file)) for one in consoles if isinstance(one, logging.StreamHandler)]
        try:
            yield path
        finally:
            for one, stream in kept:
                if stream is not None:
                    one.setStream(stream)


def _carry_out(folder: Path, recipients: list[object], standing: list[str], *, is_live: bool) -> None:
    from otklik.cli.upkeep import problems_found  # noqa: PLC0415 - after the settings are read
    from otklik.operation.actions.record_backup import record_upgrade  # noqa: PLC0415
    from otklik.operation.backup import here, keeping  # noqa: PLC0415
    from otklik.operation.queries.backups import recorded_version  # noqa: PLC0415
    from otklik.operation.upgrade.migrating import UpgradeFails, bring_up  # noqa: PLC0415

    began = time.monotonic()
    say("Делаю копию…")
    made = keeping.back_up(folder, recipients, why="upgrade", records=False)
    say(f"Копия готова: {made.path} ({made.took_seconds:.0f} с).")
    say("Обновляю и проверяю…")
    try:
        with _lines_aside() as aside:
            count = bring_up(problems_found, standing=standing, is_live=is_live)
    except UpgradeFails as wrong:
        fail(
            f"Обновление не удалось: {wrong}.\nВсё возвращено, как было. Запускайте прежнюю версию; копия осталась: "
            f"{made.path}\nПодробности для того, кто будет помогать: {aside}",
            code=RETURNED,
        )
    keeping.remember(made)
    record_upgrade(
        from_version=recorded_version(),
        to_version=here.program_version(),
        migration_count=count,
        took_seconds=time.monotonic() - began,
        backup_path=made.path,
    )
    gather_static()
    old = f"; прежние замечания остались: {len(standing)}, назовёт их «otklik check»" if standing else ""
    say(f"Готово за {time.monotonic() - began:.0f} с: версия {here.program_version()}, проверка пройдена{old}.")
    if is_live:
        say("Теперь перезапустите узлы по одному: systemctl restart otklik.target.")
