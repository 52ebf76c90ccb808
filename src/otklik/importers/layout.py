"""How a file of a source is laid out: what a file that goes back to it must look like."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from re import compile as pattern
from typing import Any, Self

from otklik.importers.contract import EXTRA_CELLS, Row
from otklik.importers.csv_file.reading import detect_separator, stated_separator
from otklik.importers.encodings import detect_encoding, error_policy
from otklik.importers.field_readers import folded
from otklik.importers.registry import importer_for, read_rows

_ROWS, _SIGNS = 20, 1 << 16
#: How a cell with a date looks -> how such a date is written.
_LOOKS = (
    (pattern(r"\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}:\d{2}"), "%d.%m.%Y %H:%M:%S"),
    (pattern(r"\d{2}\.\d{2}\.\d{4} \d{2}:\d{2}"), "%d.%m.%Y %H:%M"),
    (pattern(r"\d{2}\.\d{2}\.\d{4}"), "%d.%m.%Y"),
    (pattern(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}.*"), "%Y-%m-%dT%H:%M:%S"),
    (pattern(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"), "%Y-%m-%d %H:%M:%S"),
    (pattern(r"\d{4}-\d{2}-\d{2}"), "%Y-%m-%d"),
)
USUAL_DATE = "%d.%m.%Y"


@dataclass(frozen=True)
class Layout:
    """Columns in their order, the form («csv», «xlsx», «json»), encoding and separator of a text, look of its dates."""

    columns: tuple[str, ...]
    form: str = "csv"
    encoding: str = "utf-8-sig"
    separator: str = ";"
    dates: str = USUAL_DATE

    @property
    def key(self) -> str:
        """The same for files with the same columns, whatever their order."""
        return columns_key(self.columns)

    def as_json(self) -> dict[str, Any]:
        """What is stored."""
        return {**asdict(self), "columns": list(self.columns)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self | None:
        """The layout that was stored; None where there was none."""
        return cls(**{**stored, "columns": tuple(stored["columns"])}) if stored.get("columns") else None


def columns_key(columns: Sequence[str]) -> str:
    """Digest of the names of the columns; case, spaces and order aside."""
    return sha256("\x1f".join(sorted(folded(column) for column in columns)).encode()).hexdigest()


def layout_of(path: Path) -> Layout:
    """The layout of a file. Raises UnreadableFile."""
    form = importer_for(path).slug
    rows = [row for _, row in islice(read_rows(path), _ROWS)]
    columns = tuple(column for column in rows[0] if column != EXTRA_CELLS) if rows else ()
    if form != "csv":
        return Layout(columns, form, dates=_dates_of(rows))
    encoding = detect_encoding(path)
    with path.open(encoding=encoding, errors=error_policy(encoding), newline="") as file:
        sample = file.read(_SIGNS)
    return Layout(columns, form, encoding, stated_separator(sample) or detect_separator(sample), _dates_of(rows))


def _dates_of(rows: Sequence[Row]) -> str:
    """The look of most cells that look like a date; of equal ones the fuller."""
    cells = [cell.strip() for row in rows for cell in row.values() if cell[:1].isdigit()]
    counts = [(sum(bool(look.fullmatch(cell)) for cell in cells), form) for look, form in _LOOKS]
    best = max(count for count, _ in counts)
    return next(form for count, form in counts if count == best) if best else USUAL_DATE
