"""Organisers of assessment beside each other, and the indicators of surveys."""

from collections.abc import Iterator, Mapping
from typing import Any

from otklik.core.document import Cell, Column, Lineage, Row, Table, Unit
from otklik.core.ratings.comparison import rank_words
from otklik.core.ratings.words import change_text, ends_text, value_text
from otklik.reporting.consolidated.appeals import LEAST
from otklik.reporting.consolidated.comparable import no_change_note
from otklik.reporting.consolidated.rates import rating_of
from otklik.reporting.consolidated.snapshot import Snapshot
from otklik.reporting.consolidated.words import row_of
from otklik.reporting.reports.consolidated.appeal_tables import proven, registry_link
from otklik.reporting.reports.consolidated.pain_tables import SHORT

Plain = Mapping[str, Any]
_FEW = "мало"
_WHOSE = {"external": "внешних клиентов", "internal": "внутренних клиентов"}
_PLACE = Column("Место", align="right", width=9)


def units_table(snapshot: Snapshot, audience: str, told: Plain) -> Table:
    """Received, granted with the interval and place, late, waited."""
    columns = (
        Column(unit_words(snapshot)[0], width=24), Column("Поступило", Unit.COUNT, width=11),
        Column("Удовлетворено", Unit.SHARE, width=16), Column("Интервал 95 %", align="right", width=15), _PLACE,
        Column("Позже срока", Unit.SHARE, width=12), Column("В среднем, дней", Unit.DAYS, width=13),
    )  # fmt: skip
    rows = tuple(_unit(snapshot, one) for one in told["units"])
    judged = row_of(told, "satisfied_share", "all")
    note = f"«{_FEW}» — меньше {LEAST} записей: доля ни о чём не говорит. Место — по доле удовлетворённых"
    if judged is not None:
        note += f" (из {judged['now']['n']} рассмотренных и ожидающих)"
    caption = f"Обращения {_WHOSE[audience]} {unit_words(snapshot)[1]}"
    sheet = "Организаторы" if snapshot.payload["by_organizers"] else "Подразделения"
    return Table(caption, columns, rows, note=note, key=f"{audience}-units", sheet=f"{sheet}, {SHORT[audience]}")


def unit_words(snapshot: Snapshot) -> tuple[str, str]:
    """Column and caption: organisers where the decree knows them, plain units elsewhere."""
    if snapshot.payload["by_organizers"]:
        return "Организатор", "по организаторам оценки"
    return "Подразделение", "по подразделениям"


def indicators_table(snapshot: Snapshot, audience: str, found: Plain) -> Table:
    """Every indicator with its interval and the change."""
    now, before = snapshot.period.short_title, snapshot.period.previous().short_title
    columns = (
        Column("Показатель", width=33), Column(now, align="right", width=12),
        Column("Интервал 95 %", align="right", width=15), Column("Людей", Unit.COUNT, width=9),
        Column(before, align="right", width=12), Column("Изменение", width=19),
    )  # fmt: skip
    rows = tuple(_indicator(one) for one in found["rows"])
    caption = f"Показатели удовлетворённости {_WHOSE[audience]}"
    key, sheet, note = f"{audience}-indicators", f"Опросы, {SHORT[audience]}", no_change_note(snapshot.payload)
    return Table(caption, columns, rows, note=note, key=key, sheet=sheet)


def indicator_tables(snapshot: Snapshot, audience: str, found: Plain) -> Iterator[Table]:
    """Organisers by each indicator, where more than one may be shown."""
    columns = (
        Column(unit_words(snapshot)[0], width=46), Column("Значение", align="right", width=14),
        Column("Интервал 95 %", align="right", width=18), Column("Людей", Unit.COUNT, width=11), _PLACE,
    )  # fmt: skip
    for number, one in enumerate(found["rows"], start=1):
        rows = tuple(_placed(one, row) for row in one["units"]["rows"])
        if len(rows) > 1:
            hidden = one["units"]["hidden"]
            note = f"Не показаны, ответивших меньше наименьшей группы: {len(hidden)}" if hidden else ""
            caption = f"{one['title']}: {unit_words(snapshot)[1]} ({_WHOSE[audience]})"
            sheet = f"Опросы {number}, {SHORT[audience]}"
            yield Table(caption, columns, rows, note=note, key=f"{audience}-{one['slug']}-units", sheet=sheet)


def _unit(snapshot: Snapshot, one: Plain) -> Row:
    link, judged = registry_link(snapshot, one["query"]), registry_link(snapshot, one["query_judged"])
    granted, late, waited = one["granted"], one["late"], one["waited"]
    received = "скрыто" if one["key"] == "small" and not one["received"] else one["received"]
    return Row((
        Cell(one["title"]), Cell(received, Lineage("обращения, поступившие за период", one["received"], link)),
        _share(granted, "удовлетворённые ÷ поступившие", judged), Cell(ends_text(rating_of(granted)) or "—"),
        Cell(rank_words(tuple(granted["place"])) if granted["place"] else "—"),
        _share(late, "ответы позже срока ÷ все ответы", link),
        Cell(
            _few(waited) if waited["value"] is None else waited["value"],
            Lineage("сумма дней ожидания ÷ число ответов", waited["n"], link),
        ),
    ))  # fmt: skip


def _share(one: Plain, formula: str, link: str) -> Cell:
    if one["value"] is None:
        return Cell(_few(one))
    top, bottom = int(one["numerator"]), int(one["denominator"])
    return Cell(one["value"], Lineage(formula, one["n"], link), numerator=top, denominator=bottom)


def _few(one: Plain) -> str:
    return _FEW if one["n"] else "—"


def _indicator(one: Plain) -> Row:
    now, before = rating_of(one["now"]), rating_of(one["before"])
    lineage = Lineage(one["formula"], now.n)
    change = one["change"]
    told = "—" if change is None else f"{change_text(change['value'], now.unit)}, {proven(change)}"
    return Row((
        Cell(one["title"]), Cell(value_text(now.value, now.unit), lineage), Cell(ends_text(now) or "—"),
        Cell(now.n), Cell(value_text(before.value, before.unit), Lineage(one["formula"], before.n)), Cell(told),
    ))  # fmt: skip


def _placed(one: Plain, row: Plain) -> Row:
    rating = rating_of(row)
    return Row((
        Cell(row["title"]), Cell(value_text(rating.value, rating.unit), Lineage(one["formula"], rating.n)),
        Cell(ends_text(rating) or "—"), Cell(rating.n),
        Cell(rank_words(tuple(row["place"])) if row["place"] else "—"),
    ))  # fmt: skip
