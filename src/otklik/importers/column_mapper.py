"""Many rows of a source at once, column by column: what repeats in a column is parsed once.

Every value is what `RowMapper` makes of the row alone. A row that is not plain (something is wrong with it, a rule
leaves it out) is only named here: `RowMapper` says what becomes of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields
from typing import Any, NamedTuple

from otklik.core.incoming import IncomingFeedback
from otklik.importers.contract import EXTRA_CELLS, Row
from otklik.importers.field_readers import MOMENTS, Rejected
from otklik.importers.row_mapper import RowMapper

Column = list[Any]
#: Where most cells differ, looking for equal ones costs more than it saves.
_REPEATS = 2
_USUAL = {field.name: None if field.default is MISSING else field.default for field in fields(IncomingFeedback)}
_NEEDED = ("text", "channel")


class Columns(NamedTuple):
    """Field -> its values, one a row; of moments the text of the cell. `odd`: places of rows that are not plain."""

    values: dict[str, Column]
    odd: set[int]


class ColumnMapper:
    """Maps many rows of the file that the RowMapper was made for."""

    def __init__(self, mapper: RowMapper) -> None:
        self._mapper = mapper
        self.readers = mapper.readers
        self.constants: dict[str, Any] = {**_USUAL, **mapper.constants}

    def __call__(self, rows: Sequence[Row]) -> Columns:
        """The columns of all fields; what stands at an odd place means nothing."""
        odd = {place for place, row in enumerate(rows) if EXTRA_CELLS in row or self._mapper.skips(row)}
        values = {name: [usual] * len(rows) for name, usual in self.constants.items()}
        for field, get, parse in self.readers:
            cells = list(map(get, rows))
            values[field] = cells if field in MOMENTS else self._parsed(field, cells, parse, odd)
        if None in values["kind"]:
            values["kind"] = [kind or self._mapper.kind_of(row) for kind, row in zip(values["kind"], rows, strict=True)]
        for name in _NEEDED:
            if not all(values[name]):
                odd.update(place for place, value in enumerate(values[name]) if not value)
        return Columns(values, odd)

    def _parsed(self, field: str, cells: list[str], parse: Callable[[str], object], odd: set[int]) -> Column:
        wrong: set[str] = set()
        read = _forgiving(parse, self.constants[field], wrong)
        distinct = dict.fromkeys(cells)
        if len(distinct) * _REPEATS > len(cells):
            found = list(map(read, cells))
        else:
            known = {cell: read(cell) for cell in distinct}
            found = [known[cell] for cell in cells]
        if wrong:
            odd.update(place for place, cell in enumerate(cells) if cell in wrong)
        return found


def _forgiving(parse: Callable[[str], object], usual: object, wrong: set[str]) -> Callable[[str], object]:
    """The same, but what stands where the source says nothing, and what is wrong is noted."""

    def read(cell: str) -> object:
        try:
            value = parse(cell) if cell else None
        except Rejected:
            wrong.add(cell)
            return usual
        return usual if value is None else value

    return read
