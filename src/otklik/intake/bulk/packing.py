"""How a row travels to its database: a line of COPY for PostgreSQL, the values themselves for SQLite."""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from otklik.intake.bulk.rows import Prepared, Row

Vendor = Literal["postgresql", "sqlite"]
#: A row of a table without the columns that come first (id, number): bytes for PostgreSQL, a tuple for SQLite.
Packed = Any
#: Stands for NULL in COPY: a sign that cleaned text never holds.
NULL = "\x01"
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": "", NULL: ""}


class Message(NamedTuple):
    """`Prepared`, each row as its database takes it."""

    key: str
    kind: str
    registered_on: str
    item: Packed
    appeal: Packed | None
    question: Packed
    contact: Packed | None
    answer: Packed | None


def packer(vendor: Vendor) -> Callable[[Prepared], tuple[Any, ...]]:
    """What makes the fields of a `Message` out of prepared rows."""
    return _as_copy_lines if vendor == "postgresql" else tuple


def copy_line(row: Row) -> bytes:
    """The values separated by tabs, without the line's end."""
    line = "\t".join([NULL if value is None else value for value in row])
    if "\\" in line or "\n" in line or "\r" in line or "\x00" in line or line.count("\t") >= len(row):
        line = "\t".join([NULL if value is None else _escaped(value) for value in row])
    return line.encode("utf-8", "replace")


def _escaped(value: str) -> str:
    for sign, written in _ESCAPES.items():
        value = value.replace(sign, written)
    return value


def _as_copy_lines(prepared: Prepared) -> tuple[Any, ...]:
    key, kind, registered_on, item, appeal, question, contact, answer = prepared
    return (
        key, kind, registered_on, copy_line(item), appeal and copy_line(appeal), copy_line(question),
        contact and copy_line(contact), answer and copy_line(answer),
    )  # fmt: skip
