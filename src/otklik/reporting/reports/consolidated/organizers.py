"""What organisers handed in: states of their packages, their recommendations, their words."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from otklik.accounts.models import Recommendation
from otklik.core.document import Block, Cell, Column, Heading, Paragraph, Row, Table, Unit
from otklik.core.periods import Quarter
from otklik.core.russian import NO_BREAK_SPACE
from otklik.reporting.consolidated.snapshot import Snapshot
from otklik.reporting.models import Package

NOT_BEGUN = "не начат"


def packages_table(snapshot: Snapshot) -> Table:
    """A row for each package awaited."""
    columns = (
        Column("Организатор оценки", width=34), Column("Квартал", width=12), Column("Состояние", width=18),
        Column("Сдан", Unit.DATE, width=14), Column("Принят", Unit.DATE, width=14),
    )  # fmt: skip
    rows = []
    for one in sorted(snapshot.payload["packages"], key=lambda one: (one["title"], one["quarter"])):
        days = [date.fromisoformat(one[name]) if one[name] else "—" for name in ("handed_in_on", "accepted_on")]
        quarter = Quarter.parse(one["quarter"]).title.removesuffix(" года").replace("квартал", "кв.")
        rows.append(
            Row(
                (
                    Cell(one["title"]),
                    Cell(quarter.replace(" ", NO_BREAK_SPACE)),
                    Cell(_state(one["state"])),
                    *(Cell(day) for day in days),
                )
            )
        )
    note = "В отчёт вошли рекомендации и слова принятых пакетов; показатели посчитаны системой по всем организаторам."
    return Table("Пакеты организаторов оценки", columns, tuple(rows), note=note, key="packages", sheet="Пакеты")


def recommendations_table(snapshot: Snapshot) -> Table | None:
    """Recommendations on the feedback system, with what was decided. Порядок: murashi 5.9"""
    columns = (
        Column("Рекомендация", width=46), Column("Кто предложил", width=22), Column("Решение", width=32)
    )  # fmt: skip
    rows = tuple(
        Row((Cell(one["text"]), Cell(one["department"] or "—"), Cell(_decision(one["state"], one["decision"]))))
        for one in snapshot.payload["recommendations"]
    )
    title = "Рекомендации по улучшению системы обратной связи"
    return Table(title, columns, rows, key="recommendations", sheet="Рекомендации") if rows else None


def words_blocks(snapshot: Snapshot) -> Iterator[Block]:
    """The organisers' own words, by organiser; in a year's paper under the name of each quarter."""
    told = sorted(snapshot.payload["words"], key=lambda one: (one["title"], one["quarter"]))
    for title, of_unit in groupby(told, key=lambda one: one["title"]):
        yield Heading(2, title)
        for quarter, parts in groupby(of_unit, key=lambda one: one["quarter"]):
            if snapshot.period.is_year:
                yield Heading(3, Quarter.parse(quarter).title, numbered=False)
            lines = (line.strip() for part in parts for line in part["text"].split("\n"))
            yield from (Paragraph(line) for line in lines if line)


def _state(state: str) -> str:
    return NOT_BEGUN if state not in Package.State.values else str(Package.State(state).label)


def _decision(state: str, decision: str) -> str:
    word = str(Recommendation.State(state).label)
    return f"{word}: {decision}" if decision else word
