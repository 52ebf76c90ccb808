"""What is in a copy, and whether all of it is whole, without bringing it back."""

from dataclasses import dataclass, field
from typing import IO, Any

from pyrage.x25519 import Identity

from otklik.base.errors import RuleBroken
from otklik.operation.backup.archive import MANIFEST, facts_in, read_archive
from otklik.operation.backup.sealing import opened_from
from otklik.operation.backup.writing import SUMMARY


@dataclass
class Seen:
    """A copy that was read from its beginning to its end."""

    version: str = ""
    made_at: str = ""
    engine: str = ""
    rows: int = 0
    files: int = 0
    file_bytes: int = 0
    tables: dict[str, int] = field(default_factory=dict)


def look_into(source: IO[bytes], identity: Identity) -> Seen:
    """Read all of it, compare every member with the list; RuleBroken when it is spoilt or the key does not fit."""
    told: dict[str, dict[str, Any]] = {}

    def take(name: str, stream: IO[bytes]) -> None:
        if name in (MANIFEST, SUMMARY):
            told[name] = facts_in(stream.read())

    with opened_from(source, identity) as opened:
        read_archive(opened, take)
        while opened.read(1024 * 1024):
            pass
    try:
        return _seen(told[MANIFEST], told[SUMMARY])
    except (LookupError, AttributeError, TypeError, ValueError) as wrong:
        raise RuleBroken("backup_spoilt", "В копии нет её описания: её записала другая программа.") from wrong


def _seen(manifest: dict[str, Any], summary: dict[str, Any]) -> Seen:
    tables = {name: int(one["rows"]) for name, one in summary["tables"].items() if one["rows"]}
    return Seen(
        version=manifest["version"],
        made_at=manifest["made_at"],
        engine=manifest["engine"],
        rows=sum(tables.values()),
        files=summary["files"],
        file_bytes=summary["file_bytes"],
        tables=tables,
    )
