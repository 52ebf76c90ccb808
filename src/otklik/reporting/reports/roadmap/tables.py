"""Tables of the road map."""

from collections.abc import Sequence
from itertools import groupby

from otklik.core.document import Cell, Column, Row, Table, Unit
from otklik.core.periods import Quarter
from otklik.core.russian import date_short, days_word
from otklik.improvement.enums import MeasureState
from otklik.improvement.measure_types import measure_types
from otklik.improvement.queries.roadmap import MeasureLine
from otklik.procedures.schema import Procedure

NO_UNIT, NO_KIND = "Подразделение не назначено", "Вид не указан"


def of_measures(lines: Sequence[MeasureLine]) -> Table:
    """Measures under their units, by term."""
    columns = (
        Column("Мероприятие", width=28), Column("Болевые точки", width=18), Column("Ответственный", width=14),
        Column("Срок", Unit.DATE, width=13), Column("Состояние", width=15),
    )  # fmt: skip
    rows: list[Row] = []
    for unit, own in groupby(lines, key=lambda line: str(line.measure.department or NO_UNIT)):
        rows.append(Row((Cell(unit, bold=True), *(Cell("") for _ in columns[1:])), kind="group"))
        rows += [_row(line) for line in own]
    return Table("Мероприятия", columns, tuple(rows), key="measures", sheet="Мероприятия")


def of_results(lines: Sequence[MeasureLine], quarter: Quarter) -> Table | None:
    """What was really done in the quarter; None where nothing was."""
    done = [line.measure for line in lines if line.measure.done_on and quarter.contains(line.measure.done_on)]
    rows = tuple(
        Row((Cell(one.title), Cell(one.done_on), Cell(one.result)))
        for one in sorted(done, key=lambda one: (one.done_on, one.pk))
        if one.state == MeasureState.DONE
    )
    columns = (Column("Мероприятие", width=28), Column("Когда", Unit.DATE, width=13), Column("Что сделано", width=47))
    return Table("Результаты", columns, rows, key="results", sheet="Результаты") if rows else None


def of_kinds(lines: Sequence[MeasureLine], procedure: Procedure) -> Table:
    """How many of each type in use, in the decree's order; the others in a word. Порядок: biysk 4, livny 4."""
    used = {line.measure.kind for line in lines}
    named = measure_types(procedure)
    own = [*sorted(used - {*named, ""}), *([""] if "" in used else [])]
    kinds = [*(kind for kind in named if kind in used), *own]
    rest = "" if used >= set(named) else "Мероприятий остальных видов, которые называет Порядок, нет."
    rows = tuple(_kind(kind, [line for line in lines if line.measure.kind == kind]) for kind in kinds)
    columns = (
        Column("Вид", width=48), Column("Всего", Unit.COUNT, width=12), Column("Выполнено", Unit.COUNT, width=14),
        Column("Просрочено", Unit.COUNT, width=15),
    )  # fmt: skip
    return Table("Мероприятия по видам", columns, rows, note=rest, key="kinds", sheet="Виды")


def _kind(kind: str, lines: Sequence[MeasureLine]) -> Row:
    done = sum(line.measure.state == MeasureState.DONE for line in lines)
    late = sum(line.late_days > 0 for line in lines)
    return Row((Cell(kind or NO_KIND), Cell(len(lines)), Cell(done), Cell(late)))


def _row(line: MeasureLine) -> Row:
    measure = line.measure
    pains = "; ".join(pain.title for pain in line.pains) or "—"
    return Row((
        Cell(measure.title), Cell(pains), Cell(str(measure.owner or "не назначен")),
        Cell(measure.due_on or "не назначен"), Cell(_state(line)),
    ))  # fmt: skip


def _state(line: MeasureLine) -> str:
    measure = line.measure
    if line.late_days:
        return f"{measure.get_state_display()}, просрочено на {days_word(line.late_days)}"
    if measure.state == MeasureState.DONE and measure.done_on:
        return f"выполнено {date_short(measure.done_on)}"
    if measure.state == MeasureState.CANCELLED:
        return f"отменено: {measure.cancel_reason}"
    steps = f", шагов {line.steps_done} из {len(line.steps)}" if line.steps else ""
    return f"{measure.get_state_display()}{steps}"
