"""One moment of a database, read row by row while others go on writing."""
# ruff: noqa: S608 - names of tables and columns come from the database's own catalogue and are quoted

import base64
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg.rows import tuple_row

from otklik.operation.backup.shapes import LEFT_OUT, Kind, Row, Table

STEP = 2000


class Snapshot(Protocol):
    """A moment of the database. Rows come in the order of their key, as `shapes` writes them."""

    engine: str

    def tables(self) -> tuple[Table, ...]:
        """What is copied, in the order of names."""

    def rows(self, table: Table) -> Iterator[Row]:
        """All rows, a few thousand in memory at a time."""

    def sequences(self) -> dict[str, int]:
        """The last number that each table gave, so that a number of an erased row is not given again."""

    def close(self) -> None:
        """Let the moment go."""


def quoted(name: str) -> str:
    """A name for a statement."""
    return '"' + name.replace('"', '""') + '"'


_SQLITE_KINDS = {
    "integer": Kind.NUMBER,
    "bigint": Kind.NUMBER,
    "smallint": Kind.NUMBER,
    "bool": Kind.FLAG,
    "real": Kind.FLOAT,
    "decimal": Kind.DECIMAL,
    "datetime": Kind.MOMENT,
    "date": Kind.DAY,
    "time": Kind.HOUR,
    "blob": Kind.BYTES,
    "char(32)": Kind.UUID,
    "char(39)": Kind.ADDRESS,
}


def sqlite_kind(declared: str) -> Kind:
    """By the type that Django declares."""
    plain = declared.lower().removesuffix(" unsigned")
    return _SQLITE_KINDS.get(plain) or _SQLITE_KINDS.get(plain.split("(")[0], Kind.TEXT)


class SqliteSnapshot:
    """A read transaction of its own: in WAL others write on beside it."""

    engine = "sqlite"

    def __init__(self, path: Path | str, connection: sqlite3.Connection | None = None) -> None:
        self._connection = connection or sqlite3.connect(
            f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
        self._is_own = connection is None
        if self._is_own:
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def tables(self) -> tuple[Table, ...]:
        """Ordinary tables; what belongs to an index of words is made anew."""
        listed = self._connection.execute("PRAGMA table_list").fetchall()
        names = sorted(name for schema, name, type_, *_ in listed if schema == "main" and type_ == "table")
        return tuple(self._table(name) for name in names if name not in LEFT_OUT and not name.startswith("sqlite_"))

    def _table(self, name: str) -> Table:
        (statement,) = self._connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        json_columns = set(re.findall(r'JSON_VALID\("([^"]+)"\)', statement))
        columns, key = [], []
        for _, column, declared, _, _, place in self._connection.execute(f"PRAGMA table_info({quoted(name)})"):
            columns.append((column, Kind.JSON if column in json_columns else sqlite_kind(declared)))
            key += [(place, column)] if place else []
        return Table(name, tuple(columns), tuple(column for _, column in sorted(key)))

    def rows(self, table: Table) -> Iterator[Row]:
        """As they are kept; bytes and decimals become texts."""
        names, order = (", ".join(map(quoted, part)) for part in (table.names, table.key))
        found = self._connection.execute(f"SELECT {names} FROM {quoted(table.name)} ORDER BY {order or 'rowid'}")
        changed: dict[int, Callable[[Any], str]] = dict.fromkeys(table.places(Kind.BYTES), _base64)
        changed |= dict.fromkeys(table.places(Kind.DECIMAL), _decimal)
        while some := found.fetchmany(STEP):
            for row in some:
                yield _with(row, changed) if changed else row

    def sequences(self) -> dict[str, int]:
        """Of AUTOINCREMENT."""
        return {str(name): int(last or 0) for name, last in self._connection.execute("SELECT * FROM sqlite_sequence")}

    def close(self) -> None:
        """Let the moment go."""
        if self._is_own:
            self._connection.close()


def _with(row: Row, changed: Mapping[int, Any]) -> Row:
    copy = list(row)
    for place, change in changed.items():
        if copy[place] is not None:
            copy[place] = change(copy[place])
    return copy


def _base64(content: Any) -> str:
    return base64.b64encode(content if isinstance(content, bytes) else str(content).encode()).decode()


def _decimal(number: Any) -> str:
    shown = format(Decimal(str(number)), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


_POSTGRES_KINDS = {
    "int2": Kind.NUMBER,
    "int4": Kind.NUMBER,
    "int8": Kind.NUMBER,
    "bool": Kind.FLAG,
    "float8": Kind.FLOAT,
    "numeric": Kind.DECIMAL,
    "timestamptz": Kind.MOMENT,
    "date": Kind.DAY,
    "time": Kind.HOUR,
    "uuid": Kind.UUID,
    "jsonb": Kind.JSON,
    "bytea": Kind.BYTES,
    "inet": Kind.ADDRESS,
}
#: How PostgreSQL tells a value as `shapes` writes it; {} is the column.
_TOLD = {
    Kind.FLAG: "{}::int",
    Kind.DECIMAL: "trim_scale({})::text",
    Kind.MOMENT: "replace(to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '.000000', '')",
    Kind.DAY: "to_char({}, 'YYYY-MM-DD')",
    Kind.HOUR: "replace(to_char({}, 'HH24:MI:SS.US'), '.000000', '')",
    Kind.UUID: "replace({}::text, '-', '')",
    Kind.JSON: "{}::text",
    Kind.BYTES: "replace(encode({}, 'base64'), E'\\n', '')",
    Kind.ADDRESS: "host({})",
}
_COLUMNS = """
SELECT c.relname, a.attname, t.typname,
       coalesce(array_position(i.indkey::int2[], a.attnum), -1) AS place
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
ORDER BY c.relname COLLATE "C", a.attnum
"""
_SEQUENCES = """
SELECT t.relname, (SELECT last_value FROM pg_sequences p
                   WHERE p.schemaname = current_schema() AND p.sequencename = s.relname)
FROM pg_class s JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') JOIN pg_class t ON t.oid = d.refobjid
WHERE s.relkind = 'S' AND t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
"""


def connect_postgres(database: Mapping[str, Any]) -> "psycopg.Connection[Any]":
    """A connection of its own to the database of the settings; all moments are UTC."""
    return psycopg.connect(
        dbname=database["NAME"],
        user=database["USER"] or None,
        password=database["PASSWORD"] or None,
        host=database["HOST"] or None,
        port=database["PORT"] or None,
        options="-c timezone=UTC -c datestyle=ISO -c extra_float_digits=1",
        application_name="otklik backup",
    )


class PostgresSnapshot:
    """A repeatable-read transaction of its own."""

    engine = "postgresql"

    def __init__(self, database: Mapping[str, Any], connection: "psycopg.Connection[Any] | None" = None) -> None:
        self._connection = connection or connect_postgres(database)
        self._is_own = connection is None
        if self._is_own:
            self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            self._connection.read_only = True

    def tables(self) -> tuple[Table, ...]:
        """Ordinary tables of the schema."""
        columns: dict[str, list[tuple[str, Kind]]] = {}
        keys: dict[str, list[tuple[int, str]]] = {}
        for table, column, type_, place in self._connection.execute(_COLUMNS):
            columns.setdefault(table, []).append((column, _POSTGRES_KINDS.get(type_, Kind.TEXT)))
            if place >= 0:
                keys.setdefault(table, []).append((place, column))
        return tuple(
            Table(name, tuple(columns[name]), tuple(column for _, column in sorted(keys.get(name, []))))
            for name in columns
            if name not in LEFT_OUT
        )

    def rows(self, table: Table) -> Iterator[Row]:
        """Told by the database as `shapes` writes them."""
        told = ", ".join(_TOLD.get(kind, "{}").format(quoted(name)) for name, kind in table.columns)
        kinds = dict(table.columns)
        order = ", ".join(quoted(one) + (' COLLATE "C"' if kinds[one] is Kind.TEXT else "") for one in table.key)
        statement = f"SELECT {told} FROM {quoted(table.name)} ORDER BY {order or 'ctid'}"
        with self._connection.cursor(name="otklik_backup", row_factory=tuple_row) as cursor:
            cursor.itersize = STEP
            cursor.execute(statement.encode())
            yield from cursor

    def sequences(self) -> dict[str, int]:
        """Of identity columns."""
        return {name: int(last) for name, last in self._connection.execute(_SEQUENCES) if last}

    def close(self) -> None:
        """Let the moment go."""
        if self._is_own:
            self._connection.close()


def snapshot_of(database: Mapping[str, Any]) -> Snapshot:
    """The moment of now of a database of the settings."""
    if database["ENGINE"].endswith("sqlite3"):
        return SqliteSnapshot(Path(str(database["NAME"])))
    return PostgresSnapshot(database)
