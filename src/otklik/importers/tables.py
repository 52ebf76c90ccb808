"""Rows of cells -> named columns: finds the header, names its gaps, keeps the row numbers of the spreadsheet."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from statistics import median

from otklik.importers.contract import EXTRA_CELLS, NumberedRow, UnreadableFile

_LOOK_AT = 30
Numbered = tuple[int, Sequence[str]]


def named_rows(rows: Iterable[Numbered]) -> Iterator[NumberedRow]:
    """Rows under the header as dictionaries; empty rows and the row «1 2 3 …» under a header are left out.

    Raises UnreadableFile when there is no header.
    """
    stream = iter(rows)
    start = [(number, cells) for number, cells in islice(stream, _LOOK_AT) if any(cell.strip() for cell in cells)]
    if not start:
        raise UnreadableFile("В таблице нет ни одной заполненной строки.")
    place = _header_place(start)
    columns = column_names(start[place][1])
    body = start[place + 1 :]
    if body and _counts_columns(body[0][1], len(columns)):
        body = body[1:]
    for number, cells in chain(body, stream):
        row = _named(columns, cells)
        if row is not None:
            yield number, row


def column_names(cells: Sequence[str]) -> list[str]:
    """Names of the columns: white space folded, empty ones «Столбец 3», repeated ones «Дата (2)»."""
    filled = len(cells)
    while filled and not cells[filled - 1].strip():
        filled -= 1
    names: list[str] = []
    for place, cell in enumerate(cells[:filled], start=1):
        name = " ".join(cell.split()) or f"Столбец {place}"
        names.append(_unused(name, names))
    return names


def _unused(name: str, taken: Sequence[str]) -> str:
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name} ({number})", number + 1
    return candidate


def _header_place(start: Sequence[Numbered]) -> int:
    """The first row that is filled about as widely as the rows below: titles and dates above a table are narrow."""
    widths = [sum(bool(cell.strip()) for cell in cells) for _, cells in start]
    enough = max(0.7 * median(widths), 0.5 * max(widths))
    return next(place for place, width in enumerate(widths) if width >= enough)


def _counts_columns(cells: Sequence[str], width: int) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return width > 1 and filled == [str(number) for number in range(1, width + 1)]


def _named(columns: list[str], cells: Sequence[str]) -> dict[str, str] | None:
    row = dict(zip(columns, cells, strict=False))
    if not any(map(str.strip, row.values())):
        return None
    width = len(columns)
    if len(cells) < width:
        row.update(dict.fromkeys(columns[len(cells) :], ""))
    elif len(cells) > width:
        extra = [cell for cell in cells[width:] if cell.strip()]
        if extra:
            row[EXTRA_CELLS] = " | ".join(extra)
    return row
