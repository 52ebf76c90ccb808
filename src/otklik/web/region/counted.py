"""Rows of the monitoring that the same administrations count over the same messages, in one table."""

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.region.comparing import Column, Subject
from otklik.region.payload import Value
from otklik.region.words import figure_text, way_text


@dataclass(frozen=True)
class Counted:
    """A table: `heads` are subjects (key, title), `rows` an administration with a figure (text, n) under each."""

    way: str
    difference: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[tuple[str, int | None], ...]], ...]


@dataclass
class _Together:
    subjects: list[Subject]
    columns: list[Column]


def counted_together(subjects: Sequence[Subject]) -> list[Counted]:
    """Columns of like way and like administrations side by side; nothing stands beside what is counted otherwise."""
    found: dict[tuple[str, str, frozenset[str]], _Together] = {}
    for subject in subjects:
        for column in subject.columns:
            key = (column.way.population, column.difference, frozenset(line.slug for line in column.lines))
            together = found.setdefault(key, _Together([], []))
            together.subjects.append(subject)
            together.columns.append(column)
    return [_table(one) for one in found.values()]


def _table(one: _Together) -> Counted:
    by_slug = [{line.slug: line for line in column.lines} for column in one.columns]
    names = sorted((line.title, line.slug) for line in one.columns[0].lines)
    rows = tuple((title, tuple(_cell(lines[slug].value) for lines in by_slug)) for title, slug in names)
    first = one.columns[0]
    heads = tuple((subject.key, subject.title) for subject in one.subjects)
    return Counted(way_text(first.way), first.difference, heads, rows)


def _cell(value: Value) -> tuple[str, int | None]:
    return figure_text(value), value.n if value.unit == "share" else None
