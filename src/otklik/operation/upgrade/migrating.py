"""The steps themselves, and the way back: PostgreSQL undoes them as one transaction, SQLite has a copy of its file."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import structlog
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from otklik.base.errors import RuleBroken

log = structlog.get_logger(__name__)
#: Seconds that a step waits for a table while others work on: longer, and they would all wait behind it.
LOCK_SECONDS = 5
Check = Callable[[], list[str]]


class UpgradeFails(Exception):  # noqa: N818 - what happens; the text is for people
    """The update failed, and everything is as it was before it."""


def bring_up(verify: Check, *, standing: list[str], is_live: bool = False) -> int:
    """All waiting steps, then the check: how many steps there were.

    UpgradeFails with the reason, the database being what it was; `standing` are problems that were there before.
    """
    executor = MigrationExecutor(connection, _settle)
    plan = [migration for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    with _way_back(plan, is_live=is_live):
        executor.migrate(executor.loader.graph.leaf_nodes())
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        worse = [problem for problem in verify() if problem not in standing]
        if worse:
            raise UpgradeFails(f"проверка после обновления нашла: {worse[0].rstrip('.')}")
    return len(plan)


def _settle(action: str, *_step: object) -> None:
    """PostgreSQL changes no table whose links wait to be checked, and within one transaction they would wait."""
    if action == "apply_success" and connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()


@contextmanager
def _way_back(plan: list[Migration], *, is_live: bool) -> Iterator[None]:
    try:
        with _sqlite_way() if connection.vendor == "sqlite" else _postgres_way(plan, is_live=is_live):
            yield
    except UpgradeFails:
        raise
    except RuleBroken as wrong:
        raise UpgradeFails(wrong.message) from wrong
    except Exception as wrong:
        log.exception("upgrade_failed")  # for whoever helps; the person reads the sentence
        raise UpgradeFails(str(wrong).strip().partition("\n")[0].rstrip(".") or type(wrong).__name__) from wrong


@contextmanager
def _postgres_way(plan: list[Migration], *, is_live: bool) -> Iterator[None]:
    lasting = [migration for migration in plan if not migration.atomic]
    if lasting:
        raise UpgradeFails(f"шаг {lasting[0]} нельзя отменить; такой выпуск ставят по его особому указанию")
    with transaction.atomic():
        if is_live:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{LOCK_SECONDS}s"])
        yield


def kept_copy() -> Path:
    """Where SQLite's file as it was lies during an update, and after one that was broken off."""
    return Path(f"{connection.settings_dict['NAME']}.before-upgrade")


@contextmanager
def _sqlite_way() -> Iterator[None]:
    path, kept = Path(str(connection.settings_dict["NAME"])), kept_copy()
    try:
        _copy(path, kept)
    except (OSError, sqlite3.Error):
        kept.with_name(f"{kept.name}.part").unlink(missing_ok=True)
        raise
    try:
        yield
    except BaseException:
        bring_back()
        raise
    kept.unlink()


def _copy(path: Path, kept: Path) -> None:
    part = kept.with_name(f"{kept.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as target:
        source.backup(target, pages=4096)
    part.chmod(0o600)
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(kept)


def bring_back() -> None:
    """Put SQLite's file as it was before the update in its place; RuleBroken when none is kept."""
    path, kept = Path(str(connection.settings_dict["NAME"])), kept_copy()
    if not kept.exists():
        raise RuleBroken("upgrade_back", "Возвращать нечего: незаконченного обновления нет.")
    connection.close()
    for ending in ("-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    kept.replace(path)
