"""SQLite's changes written on to a second disk as they happen, by Litestream: what a night's copy would miss.

The folder holds rows in the clear, so it is as closed as the data folder; attachments are not in it.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from otklik.base.errors import RuleBroken

#: How far back the stream can be restored to.
KEPT_HOURS = 72


def program() -> str:
    """Litestream as it was installed with us; RuleBroken when it is not here."""
    beside = Path(sys.executable).with_name("litestream")
    found = str(beside) if beside.exists() else shutil.which("litestream")
    if not found:
        raise RuleBroken("stream", "Программы litestream на этом узле нет. Она приходит вместе с Откликом для x86_64.")
    return found


def stream_command(database: Path, folder: Path, config: Path) -> list[str]:
    """The command that streams until it is ended; its settings are written to `config`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.resolve().is_relative_to(database.parent.resolve()):
        raise RuleBroken("stream", f"Папка {folder} лежит внутри папки данных. Укажите папку на другом диске.")
    told = {
        "snapshot": {"interval": "12h", "retention": f"{KEPT_HOURS}h"},
        "dbs": [{"path": str(database), "replica": {"path": str(folder), "sync-interval": "1s"}}],
        "logging": {"level": "warn"},
    }
    config.write_text(json.dumps(told, indent=1), encoding="utf-8")  # JSON is YAML
    return [program(), "replicate", "-config", str(config)]


def restore_stream(folder: Path, database: Path) -> None:
    """Bring the newest state of the stream into a file that is not there; RuleBroken with Litestream's own reason."""
    if database.exists():
        raise RuleBroken("stream", f"База {database} уже есть. Уберите её (с -wal и -shm) и повторите.")
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = database.with_name(f"{database.name}.part")
    part.unlink(missing_ok=True)
    command = [program(), "restore", "-o", str(part), folder.resolve().as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["причины нет"]
        raise RuleBroken("stream", f"Из папки {folder} базу не восстановить: {said[-1]}")
    part.chmod(0o600)
    part.replace(database)
