"""Putting the rows of a copy into a database that is empty: all of them or none."""
# ruff: noqa: S608 - names of tables and columns come from the copy and are compared with the database's own

import base64
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import psycopg

from otklik.base.errors import RuleBroken
from otklik.operation.backup.shapes import Kind, Row, Table
from otklik.operation.backup.snapshots import PostgresSnapshot, Snapshot, SqliteSnapshot, connect_postgres, quoted


class Loader(Protocol):
    """One transaction that fills the tables of a prepared database."""

    def shapes(self) -> tuple[Table, ...]:
        """The tables as they stand."""

    def load(self, table: Table, rows: Iterable[Row]) -> None:
        """Rows of one table; RuleBroken for a value that this database cannot keep."""

    def finish(self, sequences: Mapping[str, int]) -> Snapshot:
        """Links between tables checked, numbers set to go on; the rows as they lie there now, to be compared."""

    def commit(self) -> None:
        """Keep everything."""

    def close(self) -> None:
        """What was not committed is not there."""


class SqliteLoader:
    """Into a file that nobody else has open. A rollback journal: the file is empty, so there is little to remember."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode=DELETE", "foreign_keys=OFF", "cache_size=-65536"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        self._connection.execute("BEGIN EXCLUSIVE")
        for (name,) in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if not name.startswith("sqlite_"):
                self._connection.execute(f"DELETE FROM {quoted(name)}")

    def shapes(self) -> tuple[Table, ...]:
        """The tables as they stand."""
        return SqliteSnapshot("", self._connection).tables()

    def load(self, table: Table, rows: Iterable[Row]) -> None:
        """Rows of one table."""
        marks = ", ".join("?" * len(table.columns))
        statement = f"INSERT INTO {quoted(table.name)} ({', '.join(map(quoted, table.names))}) VALUES ({marks})"
        if places := table.places(Kind.BYTES):
            rows = (_changed(row, places, base64.b64decode) for row in rows)
        self._connection.executemany(statement, rows)

    def finish(self, sequences: Mapping[str, int]) -> Snapshot:
        """No link may lead nowhere."""
        broken = self._connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise RuleBroken("restore_links", f"В копии строка таблицы {broken[0]} ссылается на то, чего нет.")
        for name, last in sequences.items():
            changed = self._connection.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, name)
            )
            if not changed.rowcount:
                self._connection.execute("INSERT INTO sqlite_sequence(name, seq) VALUES (?, ?)", (name, last))
        return SqliteSnapshot("", self._connection)

    def commit(self) -> None:
        """Keep everything."""
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA journal_mode=WAL").fetchall()

    def close(self) -> None:
        """What was not committed is not there."""
        self._connection.close()


_LINKS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""


class PostgresLoader:
    """By COPY, without the links between tables, which are checked all at once when they are made again."""

    def __init__(self, database: Mapping[str, Any]) -> None:
        self._connection = connect_postgres(database)
        self._links = self._connection.execute(_LINKS).fetchall()
        for table, name, _ in self._links:
            self._run(f"ALTER TABLE {table} DROP CONSTRAINT {quoted(name)}")
        names = [table.name for table in self.shapes()]
        self._run(f"TRUNCATE {', '.join(map(quoted, names))} CASCADE")

    def _run(self, statement: str) -> None:
        self._connection.execute(statement.encode())

    def shapes(self) -> tuple[Table, ...]:
        """The tables as they stand."""
        return PostgresSnapshot({}, self._connection).tables()

    def load(self, table: Table, rows: Iterable[Row]) -> None:
        """Rows of one table."""
        if places := table.places(Kind.BYTES):
            rows = (_changed(row, places, _hexadecimal) for row in rows)
        statement = f"COPY {quoted(table.name)} ({', '.join(map(quoted, table.names))}) FROM STDIN"
        try:
            with self._connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
                for row in rows:
                    copy.write_row(row)
        except psycopg.DataError as wrong:
            raise RuleBroken(
                "restore_value", f"Таблица {table.name}: {str(wrong).splitlines()[0]}. PostgreSQL этого не хранит."
            ) from wrong

    def finish(self, sequences: Mapping[str, int]) -> Snapshot:
        """Links made again, numbers set."""
        for table, name, told in self._links:
            self._run(f"ALTER TABLE {table} ADD CONSTRAINT {quoted(name)} {told}")
        for table in self.shapes():
            for column in table.key if len(table.key) == 1 else ():
                self._set_number(table.name, column, sequences.get(table.name, 0))
        return PostgresSnapshot({}, self._connection)

    def _set_number(self, table: str, column: str, last: int) -> None:
        found = self._connection.execute("SELECT pg_get_serial_sequence(%s, %s)", (quoted(table), column)).fetchone()
        if found and found[0]:
            greatest = f"(SELECT greatest(coalesce(max({quoted(column)}), 0), %s::bigint) FROM {quoted(table)})"
            statement = f"SELECT setval(%s, greatest({greatest}, 1), {greatest} > 0)"
            self._connection.execute(statement.encode(), (found[0], last, last))

    def commit(self) -> None:
        """Keep everything, and let the planner know it."""
        self._connection.commit()
        self._connection.autocommit = True
        self._run("ANALYZE")

    def close(self) -> None:
        """What was not committed is not there."""
        self._connection.close()


def loader_of(database: Mapping[str, Any]) -> Loader:
    """The loader for a database of the settings."""
    if database["ENGINE"].endswith("sqlite3"):
        return SqliteLoader(Path(str(database["NAME"])))
    return PostgresLoader(database)


def _changed(row: Row, places: Sequence[int], change: Any) -> list[Any]:
    copy = list(row)
    for place in places:
        if copy[place] is not None:
            copy[place] = change(copy[place])
    return copy


def _hexadecimal(text: str) -> str:
    return "\\x" + base64.b64decode(text).hex()
