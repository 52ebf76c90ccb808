"""How a chunk is written into each of the two databases, with no ORM in between."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from otklik.intake.bulk.packing import NULL, Packed, Vendor


class Dialect(ABC):
    """Reserving ids, looking keys up, writing packed rows."""

    vendor: Vendor

    @abstractmethod
    def reserve_ids(self, table: str, count: int) -> Sequence[int]:
        """Ids for new rows of the table, nobody else's."""

    @abstractmethod
    def known_keys(self, administration_id: int, keys: Sequence[str]) -> set[str]:
        """Which of the source keys (32 hex digits) are stored already."""

    @abstractmethod
    def write(self, table: str, columns: Sequence[str], rows: Iterable[tuple[tuple[object, ...], Packed]]) -> None:
        """Store rows, each given as its first values and its packed rest; inside the caller's transaction."""

    @contextmanager
    def tuned(self) -> Iterator[None]:
        """Settings of the connection for the length of an import; what is acknowledged stays as durable as ever."""
        yield


class Postgres(Dialect):
    """COPY in the text format, the whole chunk in one write: per-row writes cost almost three times as much."""

    vendor = "postgresql"

    def reserve_ids(self, table: str, count: int) -> Sequence[int]:
        """Numbers of the table's own sequence."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT array_agg(nextval(pg_get_serial_sequence(%s, 'id'))) FROM generate_series(1, %s)",
                [table, count],
            )
            return list(cursor.fetchone()[0])

    def known_keys(self, administration_id: int, keys: Sequence[str]) -> set[str]:
        """One probe of the unique index for each key."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT source_key FROM intake_feedbackitem"
                " WHERE administration_id = %s AND source_key = ANY(%s::uuid[])",
                [administration_id, "{" + ",".join(keys) + "}"],
            )
            return {row[0].hex for row in cursor.fetchall()}

    def write(self, table: str, columns: Sequence[str], rows: Iterable[tuple[tuple[object, ...], Packed]]) -> None:
        """First values and line, as bytes."""
        lines = b"".join([b"%b\t%b\n" % ("\t".join(map(str, first)).encode(), rest) for first, rest in rows])
        if not lines:
            return
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN (NULL '{NULL}')"
        with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
            copy.write(lines)


class Sqlite(Dialect):
    """Prepared inserts in one transaction."""

    vendor = "sqlite"

    def reserve_ids(self, table: str, count: int) -> Sequence[int]:
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

    def write(self, table: str, columns: Sequence[str], rows: Iterable[tuple[tuple[object, ...], Packed]]) -> None:
        """`executemany` on the driver's own cursor: Django's per-row conversion is not needed."""
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names
        connection.ensure_connection()
        connection.connection.cursor().executemany(statement, (first + rest for first, rest in rows))


def dialect() -> Dialect:
    """For the database in use."""
    return Postgres() if connection.vendor == "postgresql" else Sqlite()
