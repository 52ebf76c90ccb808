"""The pain map: the unit's own, or what the unit owns on the administration's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from otklik.core.document import Block, Cell, Column, Paragraph, Row, Table, Unit
from otklik.core.russian import count_with_word, date_long, date_short
from otklik.improvement.enums import Level, MapState, MeasureState
from otklik.improvement.models import PainMap
from otklik.reporting.packages.scope import PackageScope
from otklik.reporting.packages.section import Drawn, Field
from otklik.reporting.reports.pain_map.figures import finding, numbered, picture
from otklik.reporting.reports.pain_map.found import Found, Line, found_of, measures_of
from otklik.reporting.reports.pain_map.method import approved_on, footnote

_READY = (MapState.APPROVED, MapState.DRAFT)


def draw(scope: PackageScope) -> Drawn:
    """Pains of the quarter with their priorities. Порядок: murashi 5.13-5.15, 5.18"""
    pain_map = map_of(scope)
    if pain_map is None:
        told = f"Карты болей за {scope.quarter.title} нет."
        return Drawn((Paragraph(told),), "", {"pains": []}, (_count([]),), told)
    found = found_of(scope.actor, pain_map)
    if scope.unit is not None and pain_map.department_id is None:
        found = replace(found.of_unit(scope.unit_id), unit=scope.unit.title)
    is_draft = pain_map.state != MapState.APPROVED
    facts = {
        "map": pain_map.pk,
        "edition": pain_map.edition,
        "state": pain_map.state,
        "pains": [_values(line) for line in found.lines],
    }
    missing = "Карта болей ещё не утверждена." if is_draft else ""
    return Drawn(_blocks(found, scope), _source(found), facts, tuple(_fields(found)), missing)


def map_of(scope: PackageScope) -> PainMap | None:
    """The unit's own map before the administration's, approved before drafts, the last edition."""
    maps = PainMap.objects.filter(administration_id=scope.actor.administration_id, quarter=scope.quarter.key)
    ready = maps.filter(state__in=_READY).select_related("administration", "department", "approved_by")
    seen = [one for one in ready if one.department_id in {None, scope.unit_id}]
    return min(seen, key=lambda one: (one.department_id is None, one.state != MapState.APPROVED, -one.edition),
               default=None)  # fmt: skip


def _blocks(found: Found, scope: PackageScope) -> tuple[Block, ...]:
    if not found.lines:
        return (Paragraph("На карте болей квартала болей подразделения нет." if scope.unit else "Болей не найдено."),)
    drawn = picture(found)
    return (
        Paragraph(finding(found), "lead"),
        _table(found),
        *((drawn, Paragraph("Чем крупнее точка, тем легче устранить; номер — из таблицы.", "note")) if drawn else ()),
    )


def _table(found: Found) -> Table:
    """By priority, with the numbers that the picture names; the full form with its parts is the map's own paper."""
    columns = (
        Column("№", Unit.COUNT, width=4), Column("Болевая точка", width=30), Column("Сообщений", align="right"),
        Column("Приоритетность", width=16), Column("Что делается", width=28),
    )  # fmt: skip
    rows = tuple(
        Row((
            Cell(number), Cell(_place(line)), Cell(_messages(line)),
            Cell(_level(line["priority_in_force"]), bold=line["priority_in_force"] == Level.HIGH), Cell(_doing(line)),
        ))
        for number, line in numbered(found)
    )  # fmt: skip
    return Table(f"{found.stated.title}. {found.quarter.title}", columns, rows, note=footnote(found), key="levels",
                 sheet=found.stated.title)  # fmt: skip


def _place(line: Line) -> str:
    return f"{line['title']} ({line['process']['title']})" if line["process"] else str(line["title"])


def _messages(line: Line) -> str:
    """«7 (было 5)»: this quarter and the one before."""
    before = line["previous_count"]
    return f"{line['item_count']}" if before is None else f"{line['item_count']} (было {before})"


def _level(value: str) -> str:
    return Level(value).label if value else "не определён"


def _doing(line: Line) -> str:
    """Measures with their states and terms; a recorded refusal with its reason."""
    if line["refusal"]:
        return f"Мероприятий не будет: {line['refusal']}"
    told = [f"{one['title']} ({MeasureState(one['state']).label}{_due(one['due_on'])})" for one in measures_of(line)]
    return "; ".join(told) or "не определено"


def _due(day: str | None) -> str:
    return f", срок {date_short(date.fromisoformat(day))}" if day else ""


def _source(found: Found) -> str:
    pain_map, day = found.pain_map, approved_on(found)
    whose = f", {pain_map.department.title}" if pain_map.department else ""
    if day is None:
        return f"Карта болей{whose}, черновик"
    return f"Карта болей{whose}, редакция {pain_map.edition}, утверждена {date_long(day)}"


def _fields(found: Found) -> list[Field]:
    gravest = sorted(found.lines, key=lambda line: ("high", "medium", "low", "").index(line["priority_in_force"]))
    first = [Field("главная боль", "Самая срочная боль", f"«{gravest[0]['title']}»")] if gravest else []
    return [_count(found.lines), *first]


def _count(lines: Sequence[Line]) -> Field:
    return Field("болей", "Болей на карте", count_with_word(len(lines), "боль", "боли", "болей"))


def _values(line: Line) -> dict[str, object]:
    kept = ("pain", "title", "trend", "state", "item_count", "previous_count", "prevalence", "priority_in_force")
    return {name: line[name] for name in kept}
