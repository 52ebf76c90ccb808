"""The way back: what we know of a message as a row of the source, in its own columns, order and words."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from otklik.importers.field_readers import folded
from otklik.importers.layout import Layout
from otklik.importers.mapping import ALTERNATIVES, ANY_VALUE, FIELD_TITLES, Mapping, TargetField

#: What another system waits for; without a column for it there is nowhere to put it.
GIVEN_BACK: tuple[TargetField, ...] = ("outcome", "answer", "answered_at", "department")
#: The likelier meaning of a column that serves two fields stands first.
_ORDER: tuple[TargetField, ...] = ("source_number", "text", *GIVEN_BACK)
Value = str | datetime | StrEnum | int | None


class RowWriter:
    """Writes rows of one source. `lacks` are the facts that the layout has no column for, by their titles."""

    def __init__(self, mapping: Mapping, layout: Layout, *, time_zone: str) -> None:
        self._mapping, self._layout, self._zone = mapping, layout, ZoneInfo(time_zone)
        self._fields = _fields_of(mapping, layout.columns)
        self.lacks = tuple(FIELD_TITLES[field] for field in GIVEN_BACK if field not in self._fields.values())

    def __call__(self, facts: MappingOf[TargetField, Value]) -> list[str]:
        """Cells in the order of the columns; empty where we know nothing of a column."""
        return [self._cell(self._fields.get(column), facts) for column in self._layout.columns]

    def _cell(self, field: TargetField | None, facts: MappingOf[TargetField, Value]) -> str:
        value = facts.get(field) if field else None
        if field is None or value is None:
            return ""
        if isinstance(value, datetime):
            return value.astimezone(self._zone).strftime(self._layout.dates)
        return word_back(self._mapping, field, value)


def word_back(mapping: Mapping, field: TargetField, value: str | StrEnum | int) -> str:
    """The source's word for our value: the first that means it in the mapping, else our own word."""
    ours = value.value if isinstance(value, StrEnum) else str(value)
    for theirs, meant in mapping.values.get(field, {}).items():
        if meant == ours and theirs != ANY_VALUE:
            return theirs
    return str(getattr(value, "label", ours))


def _fields_of(mapping: Mapping, columns: Sequence[str]) -> dict[str, TargetField]:
    """Column of the file -> the field that it holds."""
    names = {folded(column): column for column in columns}
    found: dict[str, TargetField] = {}
    for field in sorted(mapping.columns, key=lambda one: _ORDER.index(one) if one in _ORDER else len(_ORDER)):
        named = mapping.columns[field]
        first = (named if isinstance(named, str) else named[0]).split(ALTERNATIVES)
        column = next((names[folded(name)] for name in first if folded(name) in names), None)
        if column is not None:
            found.setdefault(column, field)
    return found
