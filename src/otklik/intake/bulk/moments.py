"""A column of moments: in UTC as the databases take them, each with its local day. No Django here."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from otklik.importers.field_readers import Parse, Rejected
from otklik.intake.bulk.lookups import Day
from otklik.intake.bulk.rows import Hour, RowMaker, Unplaceable

#: In UTC («2025-03-28 11:30:05») and the local day.
Moment = tuple[str, Day]
#: What registers print before the minutes: hours repeat, moments do not.
_HOUR = re.compile(r"(?:\d\d\.\d\d\.\d{4}|\d{4}-\d\d-\d\d)[ T]\d\d", re.ASCII)
_HOUR_SIGNS = 13
#: Some decades of working hours: a file of nothing but strange cells is read in bounded memory.
_MOST_HOURS = 100_000
_HOUR_START = "2025-03-28 11:"
_REST = {f":{minute:02d}": f"{minute:02d}:00" for minute in range(60)} | {
    f":{minute:02d}:{second:02d}": f"{minute:02d}:{second:02d}" for minute in range(60) for second in range(60)
}


class MomentReader:
    """Reads the cells of one field. `usual` stands where the file says nothing; without `parse` it has no column."""

    def __init__(self, make: RowMaker, parse: Parse | None, usual: datetime | None) -> None:
        self._make, self._parse = make, parse
        self._usual: Moment | None = make.moment(usual) if usual else None
        self._hours = _Hours(self._hour)
        self._read = lru_cache(maxsize=8192)(self._alone)

    def __call__(self, cells: Sequence[Any], odd: set[int]) -> list[Moment | None]:
        """A moment for each cell; places of cells that cannot be read join the odd ones."""
        if self._parse is None:
            return [self._usual] * len(cells)
        hours, rest_of, read = self._hours, _REST.get, self._read
        found: list[Any] = [
            (hour.universal + rest, hour.day)
            if (hour := hours[cell[:_HOUR_SIGNS]]) and (rest := rest_of(cell[_HOUR_SIGNS:]))
            else read(cell)
            for cell in cells
        ]
        if False in found:
            odd.update(place for place, moment in enumerate(found) if moment is False)
            return [moment or None for moment in found]
        return found

    def _alone(self, cell: str) -> Moment | bool | None:
        """The moment of any cell; False where it is wrong."""
        try:
            moment = self._parse(cell) if cell and self._parse else None
            return self._make.moment(moment) if isinstance(moment, datetime) else self._usual
        except (Rejected, Unplaceable):
            return False

    def _hour(self, written: str) -> Hour | None:
        """The hour, where the cell's own reader understands its first minute."""
        found = self._alone(f"{written}:00")
        return Hour(found[0][: len(_HOUR_START)], found[1]) if isinstance(found, tuple) else None


class _Hours(dict[str, Hour | None]):
    """The hour by how it is written; None for what is not written so."""

    def __init__(self, read: Callable[[str], Hour | None]) -> None:
        super().__init__()
        self._read_hour = read

    def __missing__(self, written: str) -> Hour | None:
        if len(self) > _MOST_HOURS:
            self.clear()
        found = self[written] = self._read_hour(written) if _HOUR.fullmatch(written) else None
        return found
