"""Why an update is not begun: each hindrance in a sentence that says what to do."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from otklik.operation.backup.schema import applied_steps, newer_program, unknown_steps
from otklik.operation.task_board import title_of
from otklik.operation.upgrade.migrating import kept_copy

Check = Callable[[], Iterable[str]]
_MIB = 1024 * 1024
#: Django's own demand.
_OLDEST_POSTGRES = 140000
_OTHERS = """
SELECT coalesce(application_name, ''), coalesce(client_addr::text, 'этот узел'), count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' GROUP BY 1, 2
"""
_LONGEST_COMMAND = 80
_WORKS = "SELECT task_path FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"


def lasting_hindrances() -> Iterator[str]:
    """What no waiting mends: a newer program's data, an old database, an update that was broken off."""
    if unknown := unknown_steps(applied_steps()):
        yield newer_program(unknown).message
        return
    yield from _old_database()
    if connection.vendor == "sqlite" and kept_copy().exists():
        yield (
            f"Прошлое обновление оборвалось. Верните базу командой «otklik upgrade --back» (из {kept_copy().name}) "
            "или, если система после него уже работала, уберите этот файл."
        )


def _old_database() -> Iterator[str]:
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        version = connection.connection.info.server_version
        if version < _OLDEST_POSTGRES:
            yield f"PostgreSQL {version // 10000} слишком стар: нужна версия 14 или новее. Обновите сначала её."


def working_others() -> Iterator[str]:
    """Who else has the database open, in one sentence."""
    others = list(_others())
    if others:
        works = ", ".join(sorted(set(running_works())))
        doing = f" Сейчас идёт работа: {works}; дождитесь её конца." if works else ""
        yield f"С базой ещё работают: {'; '.join(others)}.{doing} Остановите службы Отклика и повторите."


def _others() -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield from _processes_with(Path(str(connection.settings_dict["NAME"])))
        return
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS)
        for name, address, count in cursor.fetchall():
            yield f"{address}, соединений {count}{f' ({name})' if name else ''}"


def _processes_with(path: Path) -> Iterator[str]:
    """Other processes of this machine that hold the file open, as far as we may see them."""
    wanted = str(path.resolve())
    for process in Path("/proc").glob("[0-9]*"):
        if int(process.name) != os.getpid() and any(_leads_to(handle, wanted) for handle in _handles(process)):
            yield f"процесс {process.name} ({_command(process)})"


def _handles(process: Path) -> list[Path]:
    with suppress(OSError):
        return list((process / "fd").iterdir())
    return []


def _leads_to(handle: Path, wanted: str) -> bool:
    with suppress(OSError):
        return str(handle.readlink()) == wanted
    return False


def _command(process: Path) -> str:
    with suppress(OSError):
        told = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
        return " ".join(" ".join(told[1:4]).split())[:_LONGEST_COMMAND]
    return "?"


def running_works() -> list[str]:
    """Names of the background works that a worker has begun and not ended."""
    with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_WORKS)
        return [f"«{title_of(path)}»" for (path,) in cursor.fetchall()]
    return []


def full_disks(folder: Path) -> Iterator[str]:
    """Disks that would not take the copy and the way back."""
    files, rows = _file_bytes(), _database_bytes()
    needs: dict[int, tuple[Path, int]] = {}
    _add(needs, folder, files + rows // 2 + 64 * _MIB)
    if connection.vendor == "sqlite":
        _add(needs, Path(str(connection.settings_dict["NAME"])).parent, 2 * rows + 64 * _MIB)
    for path, need in needs.values():
        free = shutil.disk_usage(path).free
        if free < need:
            yield (
                f"На диске с {path} свободно {free // _MIB} МБ, а для копии и пути назад нужно {need // _MIB} МБ. "
                "Освободите место или укажите другую папку: --to."
            )


def _add(needs: dict[int, tuple[Path, int]], path: Path, count: int) -> None:
    """Folders on one disk share what is free there."""
    disk = path.stat().st_dev
    needs[disk] = (path, needs.get(disk, (path, 0))[1] + count)


def _file_bytes() -> int:
    with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(size), 0) FROM base_storedfile")
        return int(cursor.fetchone()[0])
    return 0


def _database_bytes() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return Path(str(connection.settings_dict["NAME"])).stat().st_size
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def standing_problems(checks: Iterable[Check]) -> list[str]:
    """What is wrong already before the update, as far as this program can read the earlier tables."""
    return [problem for check in checks for problem in _found(check)]


def _found(check: Check) -> list[str]:
    with suppress(DatabaseError), transaction.atomic():
        return list(check())
    return []
