"""`otklik stream`: SQLite streamed to a second disk, and brought back from it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from otklik.cli.start import fail, say, set_up

Back = Annotated[bool, typer.Option("--restore", help="Собрать базу из OTKLIK_STREAM_DIR на пустое место.")]


def stream(back: Back = False) -> None:
    """Всё время переписывать изменения базы SQLite в OTKLIK_STREAM_DIR на другом диске. Остановка — Ctrl-C."""
    set_up()
    from django.conf import settings  # noqa: PLC0415 - after the settings are read

    from otklik.base.errors import RuleBroken  # noqa: PLC0415
    from otklik.operation.backup.streaming import restore_stream, stream_command  # noqa: PLC0415

    database = settings.DATABASES["default"]
    if not str(database["ENGINE"]).endswith("sqlite3"):
        fail("База — PostgreSQL: её непрерывно копирует сама PostgreSQL (архив WAL или реплика).", code=2)
    if not settings.STREAM_DIR:
        fail("Не задана папка на втором диске: OTKLIK_STREAM_DIR.", code=2)
    path, folder = Path(str(database["NAME"])), Path(settings.STREAM_DIR)
    try:
        if back:
            restore_stream(folder, path)
            _say_whole(path)
            return
        command = stream_command(path, folder, Path(settings.DATA_DIR) / "litestream.yml")
    except RuleBroken as wrong:
        fail(wrong.message)
    os.execv(command[0], command)  # noqa: S606 - our own program; it takes our place and our signals


def _say_whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        fail(f"База собрана, но повреждена: {answer}.")
    say(f"База собрана: {path}, {path.stat().st_size // 1024**2} МБ, цела.")
    say("Вложения и secret.key верните из папки данных или из копии, затем выполните otklik check.")
