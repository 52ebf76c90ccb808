"""This installation as a source and as a place of copies, by its settings."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from pyrage.x25519 import Recipient

from otklik.base.errors import RuleBroken
from otklik.base.file_store import file_store
from otklik.operation.backup.restoring import Place
from otklik.operation.backup.sealing import recipient
from otklik.operation.backup.writing import Source


def program_version() -> str:
    """The installed version of the program."""
    try:
        return version("otklik")
    except PackageNotFoundError:
        return "0"


def database() -> dict[str, Any]:
    """The database that commands work on."""
    return connection.settings_dict


def source() -> Source:
    """What a copy is made of."""
    return Source(database(), file_store(), Path(settings.PROFILES_DIR), settings.SECRET_KEY, program_version())


def place() -> Place:
    """Where a copy is brought to."""
    return Place(
        database(),
        file_store(),
        Path(settings.PROFILES_DIR),
        Path(settings.DATA_DIR) / "secret.key",
        settings.SECRET_KEY,
        settings.IS_SECRET_KEY_SET,
    )


def recipients(given: str = "") -> list[Recipient]:
    """Public keys given or set; RuleBroken when there is none: a copy that anybody reads is not made."""
    keys = [one.strip() for one in given.split(",") if one.strip()] or settings.BACKUP_KEYS
    if not keys:
        raise RuleBroken(
            "backup_key",
            "Не задан открытый ключ копий. Один раз выполните «otklik backup-key ФАЙЛ», секретный ключ "
            "унесите с сервера, а открытый впишите в настройку OTKLIK_BACKUP_KEY.",
        )
    return [recipient(key) for key in keys]
