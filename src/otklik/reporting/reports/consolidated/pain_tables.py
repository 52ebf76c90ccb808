"""Pains of the period, and what was done with those of the period before."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from otklik.core.document import Cell, Column, Lineage, Row, Table, Unit
from otklik.core.grades import Grade
from otklik.core.periods import Quarter
from otklik.core.russian import date_short
from otklik.improvement.enums import MeasureState
from otklik.reporting.consolidated.snapshot import Snapshot

Plain = Mapping[str, Any]
_WHOSE = {"external": "внешние клиенты", "internal": "внутренние клиенты"}
#: For names of sheets.
SHORT = {"external": "внеш.", "internal": "внутр."}
#: More rows than this nobody reads: the most urgent are told, the rest is counted and stands in the maps.
MOST = 20
#: A rest as short as this is told too.
_SHORT_REST = 4
_ROMAN = ("I", "II", "III", "IV")


def pains_table(snapshot: Snapshot, audience: str, pains: Sequence[Plain]) -> Table:
    """Each pain with its owner, priority, measures; in a year's report with the quarters that named it."""
    is_year = snapshot.period.is_year
    columns = (
        Column("Боль", width=27), *([Column("Кварталы", width=8)] if is_year else []),
        Column("Сообщений", Unit.COUNT, width=9), Column("Приоритетность", width=13), Column("Подразделение", width=18),
        Column("Мероприятия", width=27),
    )  # fmt: skip
    shown = pains[: _told(len(pains))]
    rows = tuple(_pain(one, with_quarters=is_year) for one in shown)
    caption = f"Боли {snapshot.period.genitive} ({_WHOSE[audience]})"
    note = _left(len(pains), "утверждённых картах болей", len(shown))
    return Table(caption, columns, rows, note=note, key=f"{audience}-pains", sheet=f"Боли, {SHORT[audience]}")


def before_table(snapshot: Snapshot, audience: str, rows: Sequence[Plain]) -> Table:
    """Each pain of the period before: what was done, what it gave, how it stands."""
    columns = (
        Column("Боль", width=28), Column("Что сделано", width=27), Column("Что это дало", width=27),
        Column("Сейчас", width=18),
    )  # fmt: skip
    told = sorted(rows, key=_weight)[: _told(len(rows))]
    found = tuple(
        Row((Cell(one["title"]), Cell(_done(one)), Cell(_gave(one)), Cell(_stands(one, snapshot)))) for one in told
    )
    note = _left(len(rows), "карте болей того периода", len(told))
    caption = f"Боли {snapshot.period.previous().genitive}: что сделано ({_WHOSE[audience]})"
    return Table(caption, columns, found, note=note, key=f"{audience}-before", sheet=f"Что сделано, {SHORT[audience]}")


def _weight(one: Plain) -> tuple[bool, int]:
    """What was acted upon first, then by priority."""
    order = {"high": 0, "medium": 1, "low": 2}
    return not (one["measures"] or one["refusal"] or one["is_closed"]), order.get(one["priority"], 3)


def _told(total: int) -> int:
    return total if total <= MOST + _SHORT_REST else MOST


def _left(total: int, where: str, shown: int) -> str:
    left = total - shown
    return f"Ещё {left} — в {where}" if left > 0 else ""


def _pain(one: Plain, *, with_quarters: bool) -> Row:
    grade = Grade.of(one["priority"])
    lineage = Lineage("сообщения о боли в утверждённых картах периода", one["item_count"])
    quarters = ", ".join(_ROMAN[Quarter.from_key(key).number - 1] for key in one["quarters"])
    return Row((
        Cell(one["title"]), *([Cell(quarters)] if with_quarters else []),
        Cell(one["item_count"], lineage), Cell(grade.word if grade else "—", bold=grade is Grade.HIGH),
        Cell(one["department"] or "не назначено"), Cell(_done(one)),
    ))  # fmt: skip


def _done(one: Plain) -> str:
    told = [_measure(measure) for measure in one["measures"]]
    if told:
        return "; ".join(told)
    return f"отказ: {one['refusal']}" if one["refusal"] else "мероприятий нет"


def _measure(measure: Plain) -> str:
    state = MeasureState(measure["state"])
    if state == MeasureState.DONE and measure["done_on"]:
        return f"{measure['title']} — выполнено {_day(measure['done_on'])}"
    if state == MeasureState.CANCELLED:
        return f"{measure['title']} — отменено: {measure['cancel_reason']}"
    due = f", срок {_day(measure['due_on'])}" if measure["due_on"] else ""
    return f"{measure['title']} — {state.label}{due}"


def _gave(one: Plain) -> str:
    told = [
        f"{measure['effect'][:1].upper()}{measure['effect'][1:]}" for measure in one["measures"] if measure["effect"]
    ]
    if told:
        return " ".join(text if text.endswith(".") else f"{text}." for text in told)
    is_done = any(measure["state"] == MeasureState.DONE for measure in one["measures"])
    return "ещё не оценено" if is_done else "—"


def _stands(one: Plain, snapshot: Snapshot) -> str:
    if one["is_closed"]:
        return "устранена"
    return f"снова названа: {snapshot.period.short_title}" if one["is_told_again"] else "не названа, не закрыта"


def _day(text: str) -> str:
    return date_short(date.fromisoformat(text))
