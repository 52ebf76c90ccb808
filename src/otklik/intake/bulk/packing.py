"""How a row travels to its database: a line of COPY for PostgreSQL, the values themselves for SQLite."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

from otklik.intake.bulk.rows import NULL, Prepared, Row

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


def packer(vendor: Vendor) -> Callable[[Prepared], Packed]:
    """What makes a place of the columns out of prepared rows."""
    return _as_copy_lines if vendor == "postgresql" else _as_it_is


def _as_it_is(prepared: Prepared) -> Packed:
    return prepared


def _as_copy_lines(prepared: Prepared) -> Packed:
    key, kind, registered_on, item, appeal, question, contact, answer = prepared
    return (
        key, kind, registered_on, copy_line(item), appeal and copy_line(appeal), copy_line(question),
        contact and copy_line(contact), answer and copy_line(answer),
    )  # fmt: skip


def columns_of(packed: Sequence[Packed], references: dict[str, list[str]], counts: dict[str, str]) -> Messages:
    """A chunk of at least one message, turned from rows to columns."""
    return Messages._make([*(list(column) for column in zip(*packed, strict=True)), references, counts])


def copy_line(row: Row) -> bytes:
    """The values separated by tabs, with the line's end; NULL stands for an empty one."""
    line = "\t".join(row)
    if line.count("\t") >= len(row):
        line = "\t".join([value if value == NULL else value.replace("\t", _TAB) for value in row])
    for sign, escape in _ESCAPES:
        if sign in line:
            line = line.replace(sign, escape)
    return f"{line}\n".encode("utf-8", "replace")


#: Stands for a tab inside a value until backslashes are doubled; cleaned text never holds it either.
_TAB = "\x02"
#: Replaced in the whole line, in this order: `str.translate` of a text in Russian takes a hundred times as long.
_ESCAPES = (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\x00", ""), (_TAB, "\\t"))
