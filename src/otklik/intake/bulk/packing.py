"""How a row travels to its database: a line of COPY for PostgreSQL, the values themselves for SQLite."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from otklik.intake.bulk.rows import Prepared, Row

Vendor = Literal["postgresql", "sqlite"]
#: A row of a table without the columns that come first (id, number): bytes for PostgreSQL, a tuple for SQLite.
Packed = Any


class Messages(NamedTuple):
    """Columns of a chunk, one place a message: what `rows.Prepared` holds, each row as its database takes it."""

    keys: list[str]
    kinds: list[str]
    days: list[str]
    items: list[Packed]
    appeals: list[Packed | None]
    questions: list[Packed]
    contacts: list[Packed | None]
    answers: list[Packed | None]
    #: What of the catalogue -> ids that the rows refer to.
    references: dict[str, list[str]]
    #: Ways to count a last day that no chunk before this one knew: JSON by key.
    counts: dict[str, str]

    def only(self, places: Sequence[int]) -> "Messages":
        """The messages at these places."""
        *columns, references, counts = self
        return Messages._make([*([column[place] for place in places] for column in columns), references, counts])


class Packer:
    """Makes places of the columns: lines of COPY out of prepared rows."""

    def one(self, prepared: Prepared) -> Packed:
        """Of one row what `Messages` holds of it."""
        key, kind, registered_on, item, appeal, question, contact, answer = prepared
        return (
            key, kind, registered_on, copy_line(item), appeal and copy_line(appeal), copy_line(question),
            contact and copy_line(contact), answer and copy_line(answer),
        )  # fmt: skip

    def texts(self, column: Sequence[str]) -> Sequence[str]:
        """A column of what people wrote, as `rows` wants it: signs that mean something to COPY are escaped."""
        whole = "".join(column)
        if not any(sign in whole for sign in _SIGNS):
            return column
        return [_escaped(text) for text in column]

    def rows(self, rows: Sequence[Row | None]) -> Sequence[Packed]:
        """Rows of one table whose texts went through `texts`."""
        return [row and f"{TAB.join(row)}\n".encode("utf-8", "replace") for row in rows]


class PlainPacker(Packer):
    """The values themselves."""

    def one(self, prepared: Prepared) -> Packed:
        """The row as it is."""
        return prepared

    def texts(self, column: Sequence[str]) -> Sequence[str]:
        """They are not touched."""
        return column

    def rows(self, rows: Sequence[Row | None]) -> Sequence[Packed]:
        """Nor are these."""
        return rows


def packer(vendor: Vendor) -> Packer:
    """What makes a place of the columns out of prepared rows."""
    return Packer() if vendor == "postgresql" else PlainPacker()


def columns_of(packed: Sequence[Packed], references: dict[str, list[str]], counts: dict[str, str]) -> Messages:
    """A chunk of at least one message, turned from rows to columns."""
    return Messages._make([*(list(column) for column in zip(*packed, strict=True)), references, counts])


def copy_line(row: Row) -> bytes:
    """The values separated by tabs, with the line's end; NULL stands for an empty one."""
    return f"{TAB.join(map(_escaped, row))}\n".encode("utf-8", "replace")


TAB = "\t"
#: In this order: `str.translate` of a text in Russian takes a hundred times as long.
_ESCAPES = (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\x00", ""))
_SIGNS = tuple(sign for sign, _ in _ESCAPES)


def _escaped(text: str) -> str:
    for sign, escape in _ESCAPES:
        if sign in text:
            text = text.replace(sign, escape)
    return text
