"""The form of the map: a numbered row for each process, its pains one under another, measures beside their pain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from otklik.core.document import Cell, Column, Row, Table
from otklik.procedures.schema import Procedure
from otklik.procedures.schema_pains import PainColumn
from otklik.reporting.reports.pain_map.cells import Measure, is_of_measure, of_measure, of_pain, of_process
from otklik.reporting.reports.pain_map.found import Found, Line, measures_of

#: Letters that the columns want at least; a title's longest word may want more.
WIDTHS = {
    "process": 14, "problem": 20, "evidence": 14, "prevalence": 10, "impact": 14, "feasibility": 13, "priority": 11,
    "measures": 20, "responsible": 15, "due": 11, "department": 15, "indicator": 16,
}  # fmt: skip
NUMBER, ROOM, MOST_ROOM = 4, 2, 18


def form_of(found: Found, caption: str, *, note: str = "", sheet: str = "") -> Table:
    """The table in the profile's columns. Порядок: livny, приложение; biysk 4; murashi 5.13-5.16; gatchina 4.4"""
    number = (Column("№", width=NUMBER, align="left"),) if found.stated.numbered else ()
    rows = tuple(_rows(found, len(number) + len(found.columns)))
    columns = (
        *number,
        *(_column(one, _longest_word(rows, len(number) + place)) for place, one in enumerate(found.columns)),
    )
    return Table(caption, columns, rows, note=note, key="map", sheet=sheet, form=True)


def grouped(lines: Sequence[Line], grouping: str, procedure: Procedure) -> list[tuple[str, Sequence[Line]]]:
    """Lines under their touchpoints, or under the objects of assessment; all under no title otherwise.

    Порядок: biysk 4, livny 4 («могут группироваться по точке обращения, группе процесса»)
    """
    if grouping not in {"touchpoint", "subject"}:
        return [("", lines)] if lines else []
    subjects = {one.slug: one.title for one in procedure.subjects}
    found: dict[str, list[Line]] = {}
    for line in lines:
        group = subjects.get(line["process"]["subject"], "") if line["process"] else ""
        title = line["touchpoint"] or "Точка не указана" if grouping == "touchpoint" else group or "Группа не указана"
        found.setdefault(title, []).append(line)
    return list(found.items())


def _column(column: PainColumn, longest_word: int) -> Column:
    title = f"{column.title}{'*' * column.footnote}"
    longest = max(longest_word, *(len(word) for word in title.replace("/", " ").split()))
    return Column(title, width=max(WIDTHS[column.slug], longest + ROOM), align="left")


def _longest_word(rows: Sequence[Row], place: int) -> int:
    """Letters of the longest word of a column, within reason: a word is not to be broken where it can be helped."""
    cells = [row.cells[place].value for row in rows if row.kind != "group"]
    words = (word for value in cells if isinstance(value, str) for word in re.split(r"[\s/-]+", value))
    return min(MOST_ROOM, max(map(len, words), default=0))


def _rows(found: Found, across: int) -> Iterator[Row]:
    number = 0
    for title, lines in grouped(found.lines, found.grouping, found.procedure):
        if title:
            yield Row((Cell(title, bold=True), *(Cell("") for _ in range(across - 1))), kind="group")
        for own in _by_process(found, lines):
            number += 1
            yield from _of_process(found, own, number)


def _by_process(found: Found, lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of one process together where the process stands first; else each line by itself."""
    if found.columns[0].slug != "process":
        return [[line] for line in lines]
    together: dict[tuple[str, int | None], list[Line]] = {}
    for line in lines:
        process = line["process"]["id"] if line["process"] else None
        together.setdefault((line["audience"], process), []).append(line)
    return list(together.values())


def _of_process(found: Found, lines: list[Line], number: int) -> Iterator[Row]:
    height = sum(max(len(measures_of(line)), 1) for line in lines)
    is_first = True
    for line in lines:
        measures: list[Measure | None] = [*measures_of(line)] or [None]
        for place, measure in enumerate(measures):
            at = _Place(height if is_first else 0, len(measures) if place == 0 else 0)
            begins = [_over(f"{number}.", at.of_process)] if found.stated.numbered else []
            yield Row((*begins, *(_cell(found, column, line, measure, at) for column in found.columns)))
            is_first = False


@dataclass(frozen=True)
class _Place:
    """Over how many rows the process and the pain stand, told in the first of these; 0 below."""

    of_process: int
    of_pain: int


def _cell(found: Found, column: PainColumn, line: Line, measure: Measure | None, at: _Place) -> Cell:
    if is_of_measure(column):
        return Cell(of_measure(found, column, line, measure))
    if column.slug == "process" and found.columns[0].slug == "process":
        return _over(of_process(line), at.of_process)
    return _over(of_pain(found, column, line), at.of_pain)


def _over(text: str, rows: int) -> Cell:
    return Cell(text, rows=rows) if rows else Cell(text, covered=True)
