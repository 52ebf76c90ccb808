"""Turns rows of a source into messages by a mapping that is compiled once for a header."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from otklik.core.appeals import ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.importers.contract import EXTRA_CELLS, Row
from otklik.importers.field_readers import Rejected, cell_getter, field_parser, folded
from otklik.importers.mapping import (
    ALTERNATIVES,
    FIELD_TITLES,
    KindRule,
    Mapping,
    MappingError,
    SkipRule,
    TargetField,
)
from otklik.importers.moments import moment_reader

_REQUIRED: tuple[TargetField, ...] = ("text", "received_at", "channel", "source_number")
_NEEDED: frozenset[TargetField] = frozenset({"text", "received_at", "channel"})
_Test = Callable[[Row], bool]
Reader = tuple[str, Callable[[Row], str], Callable[[str], object]]


@dataclass(frozen=True)
class Rejection:
    """Why a row gives no message, in Russian. `skipped`: a rule of the mapping left it out and nothing is wrong."""

    reason: str
    skipped: bool = False


class RowMapper:
    """Maps the rows of one file. Raises MappingError when the mapping does not fit the columns.

    `channel` overrides whatever the mapping or the file says. `missing` lists columns that the mapping names, the file
    lacks, and the import can do without: worth a warning.
    """

    def __init__(self, mapping: Mapping, columns: Sequence[str], *, time_zone: str, channel: str | None = None) -> None:
        self._names = {folded(column): column for column in columns}
        self._zone = ZoneInfo(time_zone)
        self._read_moment = moment_reader(time_zone, mapping.dates.formats)
        self.missing: tuple[str, ...] = ()
        #: Values where the source gives none; field, getter of its cell, parser of the cell.
        self.constants = self._constant_values(mapping, channel)
        self._kind = self.constants.pop("kind", None)
        self.readers = self._field_readers(mapping, fixed={"channel"} if channel else set())
        self._kind_rules = [(rule.kind, test) for rule in mapping.kind_rules if (test := self._words_test(rule))]
        self._skips = [test for rule in mapping.skip_when if (test := self._skip_test(rule))]
        self._check_required(mapping)

    def __call__(self, row: Row) -> IncomingFeedback | Rejection:
        """The message of a row, or why there is none."""
        if EXTRA_CELLS in row:
            return Rejection("В строке больше ячеек, чем заголовков: проверьте кавычки и разделитель.")
        if self.skips(row):
            return Rejection("Строка пропущена по правилу сопоставления.", skipped=True)
        try:
            return self._message(row)
        except Rejected as rejected:
            return Rejection(str(rejected))

    def skips(self, row: Row) -> bool:
        """A rule of the mapping leaves the row out."""
        return bool(self._skips) and any(test(row) for test in self._skips)

    def kind_of(self, row: Row) -> ItemKind | None:
        """The kind by the rules of the mapping, for a row that names none."""
        return next((kind for kind, test in self._kind_rules if test(row)), self._kind)

    def reader_of(self, field: TargetField) -> Callable[[Row], str] | None:
        """Takes the field's cell out of a row as the source wrote it; None where the file has no such column."""
        return next((get for one, get, _ in self.readers if one == field), None)

    def _message(self, row: Row) -> IncomingFeedback:
        fields = self.constants.copy()
        for field, get, parse in self.readers:
            raw = get(row)
            if raw and (value := parse(raw)) is not None:
                fields[field] = value
        if "kind" not in fields:
            fields["kind"] = self.kind_of(row)
        if not fields.keys() >= _NEEDED:
            lacking = [FIELD_TITLES[field].lower() for field in _REQUIRED if field in _NEEDED - fields.keys()]
            raise Rejected(f"Не заполнено: {', '.join(lacking)}.")
        if "answered_at" in fields:
            self._check_order(fields)
        return IncomingFeedback(**fields)

    def _check_order(self, fields: dict[str, Any]) -> None:
        received, answered = fields["received_at"], fields["answered_at"]
        if answered < received and answered.astimezone(self._zone).date() < received.astimezone(self._zone).date():
            raise Rejected("Дата ответа раньше даты поступления.")

    def _constant_values(self, mapping: Mapping, channel: str | None) -> dict[str, Any]:
        stated: dict[TargetField, str] = {"channel": mapping.channel, **mapping.constants}
        if channel:
            stated["channel"] = channel
        values: dict[str, Any] = {}
        for field, raw in stated.items():
            try:
                value = field_parser(field, {}, self._read_moment)(raw)
            except Rejected as rejected:
                raise MappingError(f"Постоянное значение сопоставления «{mapping.title}». {rejected}") from None
            values |= {field: value} if value is not None else {}
        return values

    def _field_readers(self, mapping: Mapping, fixed: set[str]) -> list[Reader]:
        readers: list[Reader] = []
        for field, named in mapping.columns.items():
            parts = (named,) if isinstance(named, str) else named
            columns = [column for part in parts if (column := self._found(part))]
            if columns and field not in fixed:
                get = cell_getter(field, columns, labelled=field in mapping.labelled)
                readers.append((field, get, field_parser(field, mapping.values.get(field, {}), self._read_moment)))
        return readers

    def _found(self, named: str) -> str | None:
        """The file's own name of a column; notes it as missing when none of the alternatives is there."""
        for name in named.split(ALTERNATIVES):
            if folded(name) in self._names:
                return self._names[folded(name)]
        self.missing = (*self.missing, named)
        return None

    def _words_test(self, rule: KindRule) -> _Test | None:
        column, words = self._found(rule.column), tuple(folded(word) for word in rule.contains)
        return None if column is None else lambda row: any(word in folded(row[column]) for word in words)

    def _skip_test(self, rule: SkipRule) -> _Test | None:
        column, values = self._found(rule.column), frozenset(folded(value) for value in rule.equals)
        if column is None:
            return None
        values |= {""} if rule.empty else frozenset()
        return lambda row: folded(row[column]) in values

    def _check_required(self, mapping: Mapping) -> None:
        """What every message needs has its column or its constant; the number by which repeats are known is there."""
        read = {field for field, _, _ in self.readers}
        for field in _REQUIRED:
            spared = field in mapping.optional or (field == "source_number" and field not in mapping.columns)
            if not (spared or field in read or field in self.constants):
                raise MappingError(self._lacks(mapping, field))

    def _lacks(self, mapping: Mapping, field: TargetField) -> str:
        named = mapping.columns.get(field)
        if named is None:
            return f"{FIELD_TITLES[field]}: в сопоставлении «{mapping.title}» нет ни столбца, ни постоянного значения."
        wanted = ALTERNATIVES.join((named,) if isinstance(named, str) else named)
        there = ", ".join(f"«{column}»" for column in self._names.values())
        return f"{FIELD_TITLES[field]}: в файле нет столбца «{wanted.replace(ALTERNATIVES, '» или «')}». Есть: {there}."


def map_row(mapping: Mapping, row: Row, *, time_zone: str) -> IncomingFeedback | Rejection:
    """One row by a mapping; for many rows of a file RowMapper is the same thing without looking it up."""
    columns = tuple(column for column in row if column != EXTRA_CELLS)
    return _mapper(_ByIdentity(mapping), columns, time_zone)(row)


@dataclass(frozen=True, eq=False)
class _ByIdentity:
    mapping: Mapping

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.mapping is self.mapping

    def __hash__(self) -> int:
        return id(self.mapping)


@lru_cache(maxsize=32)
def _mapper(mapping: _ByIdentity, columns: tuple[str, ...], time_zone: str) -> RowMapper:
    return RowMapper(mapping.mapping, columns, time_zone=time_zone)
