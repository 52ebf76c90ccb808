"""How rows are written in a copy: the same for SQLite and PostgreSQL.

Moments are UTC («2025-03-01 09:30:00.5»), UUIDs 32 hexadecimal digits, flags 0 and 1, decimals and JSON texts, bytes
base64: what SQLite keeps by itself, so that only PostgreSQL has to be asked for it.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

#: Rebuilt, or worth nothing on another day: sessions (nobody is to come back to life), caches, indexes of words.
LEFT_OUT = frozenset(
    {
        "django_session",
        "usersessions_usersession",
        "otklik_cache",
        "intake_textbacklog",
        "intake_wordbacklog",
        "intake_wordindex",
        "intake_nameindex",
    }
)

Row = Sequence[Any]


class Kind(StrEnum):
    """What a column holds, whatever the database calls it."""

    NUMBER = "number"
    FLAG = "flag"
    FLOAT = "float"
    DECIMAL = "decimal"
    TEXT = "text"
    MOMENT = "moment"
    DAY = "day"
    HOUR = "hour"
    UUID = "uuid"
    JSON = "json"
    BYTES = "bytes"
    ADDRESS = "address"


@dataclass(frozen=True)
class Table:
    """A table as it stands in the database: columns with kinds, and the columns of its key."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(name for name, _ in self.columns)

    def places(self, kind: Kind) -> tuple[int, ...]:
        """Where columns of the kind stand in a row."""
        return tuple(place for place, (_, one) in enumerate(self.columns) if one is kind)

    def as_json(self) -> dict[str, Any]:
        """For the manifest."""
        return {"name": self.name, "columns": [[name, str(kind)] for name, kind in self.columns], "key": self.key}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Table":
        """From the manifest."""
        columns = tuple((str(name), Kind(kind)) for name, kind in told["columns"])
        return cls(str(told["name"]), columns, tuple(told["key"]))


def line_of(row: Row) -> bytes:
    """A row as a line."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def rows_of(lines: bytes) -> Iterator[list[Any]]:
    """Rows of lines."""
    for line in lines.splitlines():
        yield json.loads(line)


class TableDigest:
    """Count and digest of a table's rows in the order of their key; the same on both databases.

    PostgreSQL orders the names inside a JSON value anew, therefore they are sorted here.
    """

    def __init__(self, table: Table) -> None:
        self._json = table.places(Kind.JSON)
        self._sha = hashlib.sha256()
        self.rows = 0

    def add(self, row: Row, line: bytes) -> None:
        """The next row, and the line it is written as."""
        self.rows += 1
        self._sha.update(line_of(self._sorted(row)) if self._json else line)

    def _sorted(self, row: Row) -> list[Any]:
        sorted_row = list(row)
        for place in self._json:
            if sorted_row[place] is not None:
                sorted_row[place] = json.dumps(json.loads(sorted_row[place]), sort_keys=True)
        return sorted_row

    def told(self) -> dict[str, Any]:
        """Count and digest."""
        return {"rows": self.rows, "digest": self._sha.hexdigest()}
