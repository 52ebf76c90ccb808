"""How the two databases want their values and how a whole chunk is written into them."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import connection

Row = tuple[object, ...]
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": ""})


class Dialect(ABC):
    """Reserving ids, converting values, writing rows: no ORM between a chunk and its table."""

    @abstractmethod
    def moment(self, value: datetime) -> str:
        """A moment as the database's own text."""

    @abstractmethod
    def reserve_ids(self, table: str, count: int) -> range | Sequence[int]:
        """Ids for new rows of the table, nobody else's."""

    @abstractmethod
    def known_keys(self, administration_id: int, keys: Sequence[str]) -> set[str]:
        """Which of the source keys (32 hex digits) are stored already."""

    @abstractmethod
    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Store the rows; all or nothing inside the caller's transaction."""


class Postgres(Dialect):
    """COPY in the text format, the whole chunk in one write: per-row writes cost almost three times as much."""

    def moment(self, value: datetime) -> str:
        """ISO text with its offset."""
        return value.isoformat()

    def reserve_ids(self, table: str, count: int) -> Sequence[int]:
        """Numbers of the table's own sequence."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [row[0] for row in cursor.fetchall()]

    def known_keys(self, administration_id: int, keys: Sequence[str]) -> set[str]:
        """One probe of the unique index for each key."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT source_key FROM intake_feedbackitem"
                " WHERE administration_id = %s AND source_key = ANY(%s::uuid[])",
                [administration_id, list(keys)],
            )
            return {row[0].hex for row in cursor.fetchall()}

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Lines of COPY; None is \\N, text is escaped, the rest goes by str()."""
        lines = "".join(["\t".join([_copy_text(value) for value in row]) + "\n" for row in rows])
        if not lines:
            return
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
            copy.write(lines.encode("utf-8", "replace"))


def _copy_text(value: object) -> str:
    if value is None:
        return "\\N"
    return value.translate(_ESCAPES) if value.__class__ is str else str(value)


class Sqlite(Dialect):
    """Prepared inserts in one transaction."""

    def moment(self, value: datetime) -> str:
        """As Django stores it: UTC without an offset."""
        return str(value.astimezone(UTC).replace(tzinfo=None))

    def reserve_ids(self, table: str, count: int) -> range:
        """The next ids; the transaction is immediate, so that no other writer can take them."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
        start = (found[0] if found else 0) + 1
        return range(start, start + count)

    def known_keys(self, administration_id: int, keys: Sequence[str]) -> set[str]:
        """The keys travel as one JSON list, whatever their number."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT source_key FROM intake_feedbackitem WHERE administration_id = %s"
                " AND source_key IN (SELECT value FROM json_each(%s))",
                [administration_id, json.dumps(keys)],
            )
            return {row[0] for row in cursor.fetchall()}

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """`executemany` on the driver's own cursor: Django's per-row conversion is not needed."""
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names
        connection.ensure_connection()
        connection.connection.cursor().executemany(statement, rows)


def dialect() -> Dialect:
    """For the database in use."""
    return Postgres() if connection.vendor == "postgresql" else Sqlite()
