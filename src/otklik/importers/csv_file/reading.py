"""Reads text tables of unknown encoding and separator as a stream."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from otklik.importers.contract import NumberedRow, UnreadableFile
from otklik.importers.encodings import detect_encoding, error_policy, refuse_undecodable
from otklik.importers.tables import Numbered, named_rows

SEPARATORS = (";", ",", "\t", "|")
_SAMPLE_SIGNS = 1 << 16
_SAMPLE_ROWS = 60
_LONGEST_CELL = 1 << 24
csv.field_size_limit(_LONGEST_CELL)


def read_rows(path: Path) -> Iterator[NumberedRow]:
    """Rows of the table with their numbers. Raises UnreadableFile."""
    encoding = detect_encoding(path)
    try:
        yield from named_rows(_cells(path, encoding))
    except UnicodeError:
        raise refuse_undecodable(path) from None


def _cells(path: Path, encoding: str) -> Iterator[Numbered]:
    with path.open(encoding=encoding, errors=error_policy(encoding), newline="") as file:
        sample = file.read(_SAMPLE_SIGNS)
        file.seek(0)
        stated = stated_separator(sample)
        if stated:
            file.readline()
        rows = _split(file, stated or detect_separator(sample))
        number = first = int(stated is not None)
        try:
            for number, cells in enumerate(rows, start=first + 1):
                yield number, cells
        except csv.Error:
            raise UnreadableFile(
                f"После строки {number} ячейка не кончается: скорее всего, лишняя кавычка. Исправьте её и повторите."
            ) from None


def _split(lines: Iterator[str], separator: str) -> Iterator[list[str]]:
    """What csv.reader makes of the lines; those without a quotation mark are cut at once, in a third of its time."""
    with_quotes: list[str] = []

    def from_mark() -> Iterator[str]:
        while with_quotes or (line := next(lines, "")):
            yield with_quotes.pop() if with_quotes else line

    quoted = csv.reader(from_mark(), delimiter=separator)
    for line in lines:
        if '"' in line or len(line) > _LONGEST_CELL:
            with_quotes.append(line)
            yield next(quoted)
        else:
            whole = line.rstrip("\r\n")
            yield whole.split(separator) if whole else []


def detect_separator(sample: str) -> str:
    """The separator that cuts most rows of the sample into the same number of cells; a comma when none cuts any."""
    best = max(SEPARATORS, key=lambda separator: _regularity(sample, separator))
    return best if _regularity(sample, best) > (0, 0) else ","


def _regularity(sample: str, separator: str) -> tuple[float, int]:
    """Share of rows with the commonest width above one, and that width."""
    try:
        rows = [
            row for row in islice(csv.reader(StringIO(sample, newline=""), delimiter=separator), _SAMPLE_ROWS) if row
        ]
    except csv.Error:
        return (0, 0)
    if len(sample) >= _SAMPLE_SIGNS and len(rows) > 1:
        rows.pop()
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return (0, 0)
    width, count = widths.most_common(1)[0]
    return (round(count / len(rows), 1), width)


def stated_separator(sample: str) -> str | None:
    """Excel's own first line «sep=;»."""
    first = sample[:8].partition("\n")[0].strip()
    return first[4] if first.lower().startswith("sep=") and len(first) == len("sep=;") else None
