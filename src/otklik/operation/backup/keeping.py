"""Copies in their folder: named by their time, one made at a time, the oldest let go, the nightly one begun."""

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from pyrage.x25519 import Identity, Recipient

from otklik.base.errors import RuleBroken
from otklik.core.system_words import why
from otklik.operation.actions.record_backup import record_backup
from otklik.operation.backup import here
from otklik.operation.backup.writing import SUFFIX, Made, make_backup
from otklik.operation.queries.backups import has_attempt_since

_NAMED = "otklik-[0-9]*T[0-9]*" + SUFFIX
MIB = 1024 * 1024
#: The hour that no day has: somebody else makes the copies.
NEVER = 24


def prepared_folder(folder: Path) -> Path:
    """The folder, made when absent; RuleBroken when nothing can be written there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as wrong:
        raise RuleBroken(
            "backup_folder", f"В папку копий {folder} нельзя писать ({why(wrong)}). Проверьте диск и права."
        ) from wrong
    return folder


def new_path(folder: Path, why: str = "") -> Path:
    """A name by the moment, in UTC so that names sort by time: otklik-20260301T020000Z.otklik."""
    return folder / f"otklik-{timezone.now():%Y%m%dT%H%M%SZ}{f'-{why}' if why else ''}{SUFFIX}"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else makes a copy into the folder meanwhile; RuleBroken when somebody does."""
    with (folder / ".making").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as busy:
            raise RuleBroken("backup_busy", "Копия уже делается. Дождитесь её конца.") from busy
        yield


def back_up(
    folder: Path, recipients: Sequence[Recipient], *, why: str = "", aside: Identity | None = None, records: bool = True
) -> Made:
    """Make a copy in the folder and remember it, a failure too; RuleBroken in Russian for what went wrong."""
    prepared_folder(folder)
    with alone(folder):
        for left in folder.glob(f"otklik-*{SUFFIX}.part"):
            left.unlink(missing_ok=True)
        path = new_path(folder, why)
        try:
            made = make_backup(here.source(), path, recipients, aside=aside)
        except (RuleBroken, OSError) as wrong:
            said = RuleBroken("backup_failed", _said(wrong, folder))
            if records:
                record_backup(path=path, size_bytes=0, digest="", took_seconds=0, problem=said.message)
            raise said from wrong
    if records:
        remember(made)
    return made


def remember(made: Made) -> None:
    """The row of a copy that was made."""
    record_backup(
        path=made.path,
        size_bytes=made.size_bytes,
        digest=made.digest,
        took_seconds=made.took_seconds,
        problem=missing_words(made),
    )


def missing_words(made: Made) -> str:
    """What is said when files are not where the database says they are."""
    if not made.missing:
        return ""
    shown = ", ".join(f"«{name}»" for name in made.missing[:3])
    return f"В хранилище нет вложений, о которых знает база: {len(made.missing)} ({shown}). Выполните «otklik check»."


def _said(wrong: RuleBroken | OSError, folder: Path) -> str:
    if isinstance(wrong, RuleBroken):
        return wrong.message
    left = shutil.disk_usage(folder).free // MIB
    return f"Копия не сделана: {why(wrong)}. Свободно в папке копий: {left} МБ. Проверьте диск и повторите."


def let_go(folder: Path, keep: int) -> list[Path]:
    """Erase the oldest nightly copies over `keep`; the newest always stays. Copies made by hand are not touched."""
    old = sorted(folder.glob(f"otklik-*-night{SUFFIX}"))[: -max(1, keep)]
    for path in old:
        path.unlink(missing_ok=True)
    return old


def is_due(now: datetime) -> bool:
    """Whether tonight's copy has not been tried yet: from the set hour on, once a day."""
    if settings.BACKUP_HOUR >= NEVER or not settings.BACKUP_KEYS:
        return False
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    begins = local.replace(hour=settings.BACKUP_HOUR, minute=0, second=0, microsecond=0)
    return local >= begins and not has_attempt_since(begins)


def begin_nightly() -> int | None:
    """The periodic job: begin tonight's copy in a process of its own, so that letters do not wait for it."""
    if not is_due(timezone.now()):
        return None
    folder = prepared_folder(Path(settings.BACKUP_DIR))
    try:
        with alone(folder):
            pass
    except RuleBroken:
        return None
    subprocess.Popen([sys.executable, "-m", "otklik.cli", "backup", "--nightly"], start_new_session=True)
    return 1
