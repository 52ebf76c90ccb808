"""The sums of the packages beside the administration's own: a table that adds up, and its sentence."""

from collections.abc import Mapping
from typing import Any

from otklik.core.document import Cell, Column, Row, Table, Unit
from otklik.core.periods import Quarter
from otklik.core.russian import NO_BREAK_SPACE, count_with_word, format_number
from otklik.reporting.consolidated.snapshot import Snapshot

#: Name in the payload -> what stands in the paper; a minus before what is taken away.
LINES: Mapping[str, str] = {
    "packages": "Обращений в принятых пакетах, вместе",
    "since": "Поступило, передано или исправлено после сдачи",
    "awaited": "У подразделений, чьи пакеты не приняты",
    "repeated": "Учтено у двух подразделений и более (вычитается)",
    "unassigned": "Не относится ни к одному организатору",
    "total": "Всего по администрации",
}
_SIGNS = {"repeated": -1}
#: Of a hundred, what a quarter's column takes.
_WIDE = 13
_NOTE = (
    "Обращение входит в пакет подразделения, которое рассматривает его или один из его вопросов, и в пакет того, "
    "которое организует оценку процесса: поэтому одно обращение бывает в двух пакетах. Если у подразделений без "
    "принятого пакета обращений меньше наименьшей группы, они посчитаны строкой выше."
)


def reconciliation_table(snapshot: Snapshot) -> Table | None:
    """A column for each quarter; None for a snapshot taken before the sums were compared."""
    told = snapshot.payload.get("reconciliation") or ()
    if not told:
        return None
    columns = (
        Column("Внешние клиенты, обращения", width=100 - _WIDE * len(told)),
        *(Column(_short(one), Unit.COUNT, width=_WIDE) for one in told),
    )
    rows = (
        Row(
            (Cell(title, bold=name == "total"), *(Cell(one[name] * _SIGNS.get(name, 1)) for one in told)),
            kind="total" if name == "total" else "data",
        )
        for name, title in LINES.items()
        if name in {"packages", "total"} or any(one[name] for one in told)
    )
    return Table(
        "Пакеты организаторов и итог по администрации", columns, tuple(rows), note=_NOTE, key="reconciliation",
        sheet="Сверка пакетов",
    )  # fmt: skip


def reconciliation_words(payload: Mapping[str, Any]) -> list[str]:
    """A sentence for each quarter: what the packages hold, what is added and taken away, the administration's sum."""
    return [_sentence(one) for one in payload.get("reconciliation") or ()]


def _sentence(one: Mapping[str, Any]) -> str:
    words = {
        "since": "поступило или изменилось после сдачи",
        "awaited": "у тех, чьи пакеты не приняты",
        "repeated": "посчитано дважды",
        "unassigned": "вне ведения организаторов",
    }
    parts = [f"в принятых пакетах {format_number(one['packages'])}"]
    for name, said in words.items():
        value = one[name] * _SIGNS.get(name, 1)
        if value:
            sign = "минус" if value < 0 else "плюс"
            parts.append(f"{sign} {format_number(abs(value))} {said}")
    total = count_with_word(one["total"], "обращение", "обращения", "обращений")
    return f"{Quarter.parse(one['quarter']).title}: {', '.join(parts)} — всего {total} внешних клиентов."


def _short(one: Mapping[str, Any]) -> str:
    return Quarter.parse(one["quarter"]).title.removesuffix(" года").replace("квартал", "кв.").replace(
        " ", NO_BREAK_SPACE
    )  # fmt: skip
