"""The numbers of a quarter's results as tables, and the results without the figures that give too few people away."""

from typing import Any

from otklik.core.disclosure.tables import TOTAL, Key, ReleasedTable
from otklik.publishing.contract import Payload
from otklik.publishing.ledger import protected_tables

QUARTER, PART, MARK, GOOD = "quarter", "часть", "оценка", "довольны"
SHARE = "share"


def mark_tables(found: Payload) -> list[ReleasedTable]:
    """Of each indicator that is a share: how many marks there were and how many of them were good, by part.

    A weighed share is guarded as the plain count behind it; that of each weight's people is looked at in
    `quarter_figures`.
    """
    return [_table(found, line) for line in found["indicators"] if _is_counted(line)]


def shielded(administration_id: int, found: Payload) -> Payload:
    """The results without parts and former quarters where too few were satisfied or too few were not."""
    tables = mark_tables(found)
    hidden = dict(zip([one.counts for one in tables], protected_tables(administration_id, tables), strict=True))
    lines = [
        _shielded(line, hidden[_counts(line)], found["quarter"]) if _is_counted(line) else line
        for line in found["indicators"]
    ]
    return found | {"indicators": [line for line in lines if line is not None]}


def _is_counted(line: dict[str, Any]) -> bool:
    """Shares of marks; of an average of shares its elements."""
    return bool(line["unit"] == SHARE and any(_is_whole(one) for one in (line, *line["elements"], *line["trend"])))


def _is_whole(one: dict[str, Any]) -> bool:
    counts = (one["numerator"], one["denominator"])
    return all(count is not None and float(count).is_integer() for count in counts)


def _counts(line: dict[str, Any]) -> str:
    return f"marks:{line['slug']}"


def _table(found: Payload, line: dict[str, Any]) -> ReleasedTable:
    cells: dict[Key, int | None] = {}
    for one in line["trend"]:
        _tell(cells, one["quarter"], TOTAL, one)
    _tell(cells, found["quarter"], TOTAL, line)
    for one in line["elements"]:
        _tell(cells, found["quarter"], one["key"], one)
    parts = sum(int(one["denominator"] or 0) for one in line["elements"])
    overlaps = parts > (line["denominator"] or 0)
    return ReleasedTable(
        name=f"{line['title']}: довольные, {found['period']}",
        dimensions=(QUARTER, PART, MARK),
        cells=cells,
        counts=_counts(line),
        open=frozenset({MARK}),
        overlapping=frozenset({PART} if overlaps else ()),
    )


def _tell(cells: dict[Key, int | None], quarter: str, part: str, one: dict[str, Any]) -> None:
    if _is_whole(one):
        cells[quarter, part, TOTAL] = int(one["denominator"])
        cells[quarter, part, GOOD] = int(one["numerator"])


def _shielded(line: dict[str, Any], table: ReleasedTable, quarter: str) -> dict[str, Any] | None:
    def may(of: str, part: str) -> bool:
        return all(table.cells.get((of, part, mark), 0) is not None for mark in (TOTAL, GOOD))

    if not may(quarter, TOTAL):
        return None
    shown = [one for one in line["elements"] if may(quarter, one["key"])]
    return line | {
        "trend": [one for one in line["trend"] if may(one["quarter"], TOTAL)],
        "elements": shown if _is_whole(line) else _second_hidden(line["elements"], shown),
    }


def _second_hidden(elements: list[dict[str, Any]], shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """An average less all its elements but one gives that one: so a second is hidden, that of the fewest people."""
    if len(elements) - len(shown) != 1 or not shown:
        return shown
    fewest = min(shown, key=lambda one: one["n"])
    return [one for one in shown if one is not fewest]
