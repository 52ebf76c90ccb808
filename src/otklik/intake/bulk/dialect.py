"""How a chunk is written into each of the two databases, with no ORM in between."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property

from django.db import IntegrityError, connection, transaction

from otklik.intake.bulk.packing import Packed, Vendor
from otklik.intake.bulk.rows import NULL
from otklik.intake.name_index_tables import BULK_FLAG

#: Table -> ids that the rows of a chunk refer to.
References = Mapping[str, Sequence[str]]


class Dialect(ABC):
    """Reserving ids, looking keys up, writing packed rows."""

    vendor: Vendor
    #: Whether two transactions may write at the same time.
    has_many_writers = False

    @contextmanager
    def storing(self, references: References) -> Iterator[None]:  # noqa: ARG002 - for those who check by sets
        """The transaction of a chunk."""
        with transaction.atomic():
            yield

    @contextmanager
    def tuned(self) -> Iterator[None]:
        """Settings of the connection for the length of an import; what is acknowledged stays as durable as ever."""
        yield

    @abstractmethod
    def reserve_ids(self, table: str, count: int) -> Sequence[int]:
        """Ids for new rows of the table, nobody else's."""

    @abstractmethod
    def known_keys(self, administration_id: int, keys: Sequence[str]) -> set[str]:
        """Which of the source keys (32 hex digits) are stored already."""

    @abstractmethod
    def heads(self, *columns: Sequence[object]) -> Sequence[Packed]:
        """The first values of rows (ids, numbers) as `write` wants them."""

    @abstractmethod
    def write(self, table: str, columns: Sequence[str], heads: Sequence[Packed], rows: Sequence[Packed | None]) -> None:
        """Store rows, each given by its first values and its packed rest (None: no row)."""


class Postgres(Dialect):
    """COPY in the text format, the whole chunk in one write: per-row writes cost almost three times as much."""

    vendor: Vendor = "postgresql"
    has_many_writers = True

    @contextmanager
    def storing(self, references: References) -> Iterator[None]:
        """The transaction of a chunk. Where the role may, what rows refer to is checked and held by sets, not by rows.

        The foreign keys' own triggers ask for every row and every key: half of what the server does for a chunk.

        A chunk does not wait for the disk: the log is written in order, so the entry that ends the import, which is
        waited for, makes all chunks durable. Before it nothing is acknowledged, and a file may be taken in again.
        """
        is_whole = not connection.in_atomic_block
        with transaction.atomic():
            if is_whole:
                self._set("synchronous_commit", "off")
            setting = ("session_replication_role", "replica", "origin")
            if self._may_check_by_sets:
                self._hold(references)
            else:
                setting = (BULK_FLAG, "on", "")
            name, during, after = setting
            self._set(name, during)
            yield
            self._set(name, after)  # the transaction may be part of a longer one

    def _set(self, name: str, value: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])

    def _hold(self, references: References) -> None:
        """Lock what rows refer to until the transaction ends, as foreign keys do; IntegrityError when some is gone."""
        with connection.cursor() as cursor:
            for table, ids in references.items():
                held = f"SELECT 1 FROM {table} WHERE id = ANY(%s::bigint[]) FOR KEY SHARE"  # noqa: S608 - our own names
                cursor.execute(f"SELECT count(*) FROM ({held}) held", ["{" + ",".join(ids) + "}"])  # noqa: S608
                if cursor.fetchone()[0] != len(ids):
                    raise IntegrityError(f"Rows of the file refer to rows of {table} that are gone.")

    @cached_property
    def _may_check_by_sets(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
            return bool(cursor.fetchone()[0])

    def reserve_ids(self, table: str, count: int) -> Sequence[int]:
        """Numbers of the table's own sequence; as one text, which costs a tenth of the driver's reading of an array."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT string_agg(nextval(pg_get_serial_sequence(%s, 'id'))::text, ' ') FROM generate_series(1, %s)",
                [table, count],
            )
            return list(map(int, cursor.fetchone()[0].split()))

    def known_keys(self, administration_id: int, keys: Sequence[str]) -> set[str]:
        """One probe of the unique index for each key."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(string_agg(source_key::text, ' '), '') FROM intake_feedbackitem"
                " WHERE administration_id = %s AND source_key = ANY(%s::uuid[])",
                [administration_id, "{" + ",".join(keys) + "}"],
            )
            return set(cursor.fetchone()[0].replace("-", "").split())

    def heads(self, *columns: Sequence[object]) -> Sequence[Packed]:
        """The beginning of lines."""
        form = "%s\t" * len(columns)
        return [(form % values).encode() for values in zip(*columns, strict=True)]

    def write(self, table: str, columns: Sequence[str], heads: Sequence[Packed], rows: Sequence[Packed | None]) -> None:
        """All lines as one piece."""
        lines = b"".join([head + row for head, row in zip(heads, rows, strict=True) if row is not None])
        if lines:
            statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN (NULL '{NULL}')"
            with connection.cursor() as cursor, connection.wrap_database_errors, cursor.cursor.copy(statement) as copy:
                copy.write(lines)


class Sqlite(Dialect):
    """Prepared inserts in one transaction."""

    vendor: Vendor = "sqlite"

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

    def heads(self, *columns: Sequence[object]) -> Sequence[Packed]:
        """The first values as they are."""
        return list(zip(*columns, strict=True))

    def write(self, table: str, columns: Sequence[str], heads: Sequence[Packed], rows: Sequence[Packed | None]) -> None:
        """`executemany` on the driver's own cursor: Django's per-row conversion is not needed."""
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names
        connection.ensure_connection()
        whole = (head + row for head, row in zip(heads, rows, strict=True) if row is not None)
        with connection.wrap_database_errors:
            connection.connection.cursor().executemany(statement, whole)


def dialect() -> Dialect:
    """For the database in use."""
    return Postgres() if connection.vendor == "postgresql" else Sqlite()
