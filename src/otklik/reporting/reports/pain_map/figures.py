"""The figures behind the levels, and the picture of priorities: prevalence against impact, size by feasibility."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from otklik.core.charts import plane
from otklik.core.document import Cell, Chart, Column, Lineage, Point, Row, Table, Unit
from otklik.core.grades import Grade
from otklik.core.russian import count_with_word, format_number, format_share
from otklik.reporting.reports.pain_map.found import Found, Line

KEY = "levels"
#: More dots than this cannot be told apart: the gravest are drawn.
MOST_DOTS = 12
SHARE = "сообщения о проблеме / все сообщения о процессе за квартал"


def numbered(found: Found) -> list[tuple[int, Line]]:
    """Lines by priority, the most urgent first, with the numbers by which the picture names them."""
    return list(enumerate(sorted(found.lines, key=_urgency), start=1))


def levels_table(found: Found) -> Table:
    """Counts, shares with intervals, parts of the score."""
    columns = (
        Column("№", Unit.COUNT, width=4), Column("Боль", width=50), Column("Доля", Unit.SHARE, width=12),
        Column("Интервал 95 %", align="right", width=12),
        Column("На 100 взаимодействий", Unit.NUMBER, width=12), Column("Воздействие", Unit.SHARE, width=10),
        Column("Возможность устранить", align="right", width=10), Column("Баллы", Unit.COUNT, width=6),
        Column("Приоритетность", align="right", width=12),
    )  # fmt: skip
    rows = tuple(_row(number, line) for number, line in numbered(found))
    return Table("Из чего сложились уровни", columns, rows, key=KEY, sheet="Приоритеты")


def picture(found: Found) -> Chart | None:
    """None with fewer than two pains that are measured."""
    drawn = [(number, line) for number, line in numbered(found) if _share(line) is not None and line["impact_share"]]
    if len(drawn) < 2:  # noqa: PLR2004 - one dot is no picture
        return None
    points = [_point(number, line) for number, line in drawn[:MOST_DOTS]]
    chart = plane(_title(found), points, upward="воздействие", across="распространённость", table=KEY)
    return replace(chart, alt=_alt(found, drawn[:MOST_DOTS]))


def finding(found: Found) -> str:
    """How many pains there are and which come first."""
    lines = found.lines
    if not lines:
        return "За квартал болей не выявлено."
    processes = {line["process"]["id"] if line["process"] else None for line in lines}
    total = count_with_word(len(lines), "боль", "боли", "болей")
    where = count_with_word(len(processes), "процессе", "процессах", "процессах")
    high = [line["title"] for line in lines if line["priority_in_force"] == "high"]
    if not high:
        return f"В карте {total} в {where}; высокого приоритета нет ни у одной."
    named = ", ".join(f"«{title}»" for title in high[:3])
    more = f" и ещё {len(high) - 3}" if len(high) > 3 else ""  # noqa: PLR2004 - three names fit a sentence
    return f"В карте {total} в {where}; высокий приоритет — {len(high)}: {named}{more}."


def _title(found: Found) -> str:
    high = sum(line["priority_in_force"] == "high" for line in found.lines)
    return f"Приоритеты: высокий у {high} из {len(found.lines)}"


def _alt(found: Found, drawn: Sequence[tuple[int, Line]]) -> str:
    told = "; ".join(
        f"{number}. {line['title']}: распространённость {format_share(_share(line))}, воздействие "
        f"{format_share(line['impact_share'], 0)}, возможность устранить {_feasibility(line)}"
        for number, line in drawn
    )
    return f"{_title(found)}. {told}. Чем крупнее точка, тем легче устранить."


def _point(number: int, line: Line) -> Point:
    return Point(
        str(number),
        line["impact_share"],
        format_share(line["impact_share"], 0),
        accent=line["priority_in_force"] == "high",
        across=_share(line),
        size=line["feasibility"] or int(Grade.MEDIUM),
    )


def _row(number: int, line: Line) -> Row:
    told = line["figures"].get("prevalence", {})
    share, rate = told.get("share"), told.get("rate")
    ends = f"{format_number(100 * share['low'], 1)}–{format_share(share['high'])}" if share else "—"
    grade = Grade.of(line["priority_in_force"])
    own = " (назначена)" if line["own_priority"] else ""
    return Row(
        (
            Cell(number),
            Cell(line["title"]),
            _share_cell(told),
            Cell(ends if told.get("count") else "—"),
            Cell(f"{format_number(rate['value'], 1)}" if rate else "—"),
            Cell(line["impact_share"]),
            Cell(_feasibility(line)),
            Cell(line["figures"].get("priority", {}).get("score")),
            Cell(f"{grade.word}{own}" if grade else "—", bold=grade is Grade.HIGH),
        )
    )


def _share_cell(told: Mapping[str, Any]) -> Cell:
    """The share with its counts; of a pain that marks alone speak for, the share of the pleased."""
    share, displeased = told.get("share"), told.get("unsatisfied")
    if not told.get("count") and displeased is not None:
        return Cell(f"довольны {format_share(1 - displeased, 0)}")
    if not share:
        return Cell(None)
    counts = {"numerator": told["count"], "denominator": told["base"]}
    return Cell(share["value"], Lineage(SHARE, told["base"]), **counts)


def _share(line: Line) -> float | None:
    told = line["figures"].get("prevalence", {})
    if not told.get("count") and told.get("unsatisfied") is not None:
        return float(told["unsatisfied"])
    return told["share"]["value"] if told.get("share") else None


def _feasibility(line: Line) -> str:
    return Grade(line["feasibility"]).word if line["feasibility"] else "не оценена"


def _urgency(line: Line) -> tuple[int, int, float, int]:
    grade = Grade.of(line["priority_in_force"])
    score = line["figures"].get("priority", {}).get("score") or 0
    return -int(grade or 0), -score, -(_share(line) or 0.0), line["position"]
