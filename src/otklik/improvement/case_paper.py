"""A reengineering case as a document: as is, target, requirements with deviations, measures."""

from collections.abc import Sequence

from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.core.charts import dots
from otklik.core.document import Block, Cell, Chart, Column, Document, Heading, Paragraph, Point, Row, Table, Unit
from otklik.core.effect.series import QuarterValue
from otklik.core.periods import Quarter
from otklik.core.ratings.words import change_text, value_text
from otklik.core.russian import date_long
from otklik.improvement.enums import Level
from otklik.improvement.models import Measure, PainLine
from otklik.improvement.queries.cases import CaseShown, RequirementShown

#: How a rating's unit is written in papers.
UNITS = {"share": Unit.SHARE, "mark": Unit.NUMBER, "points": Unit.NUMBER, "balance": Unit.NUMBER}


def case_document(actor: Actor, administration: Administration, shown: CaseShown, basis: str) -> Document:
    """The paper of a case. Порядок: murashi 5.21, biysk 6, livny 6."""
    blocks = (*_as_is(shown), *_target(shown), *_control(shown), *_measures(shown))
    return Document(
        title=f"Реинжиниринг: {shown.case.title}",
        subtitle=f"{shown.case.process or ''}, состояние на {shown.quarter.title}",
        administration=administration.title,
        blocks=blocks,
        basis=basis,
        method=(
            "Путь клиента и сегменты посчитаны за названный квартал по опросам и реестру обращений.",
            "Отклонение от цели измеряют по целым кварталам после внедрения, пока она не удержится два квартала.",
        ),
        created_note=f"Составил: {actor.name}",
        slug="reengineering_case",
    )


def _as_is(shown: CaseShown) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Как есть")]
    blocks += _words(shown.case.as_is)
    if shown.journey and shown.journey.steps:
        blocks.append(_journey(shown))
    if shown.case.needs or shown.segments:
        blocks.append(Heading(2, "Кто приходит и что им нужно"))
        blocks += _words(shown.case.needs)
    blocks += [Paragraph(f"{line.segment.title}: {'; '.join(line.needs) or 'потребности не описаны'}.")
               for line in shown.segments]  # fmt: skip
    if shown.pains:
        rows = tuple(
            Row(
                (
                    Cell(pain.title),
                    Cell(line.item_count if line else None),
                    Cell(_level(line)),
                    Cell(pain.get_state_display()),
                )
            )
            for pain, line in shown.pains
        )
        columns = (
            Column("Болевая точка", width=10),
            Column("Сообщений", Unit.COUNT, width=4),
            Column("Приоритетность", width=5),
            Column("Сейчас", width=5),
        )
        blocks.append(Table("Болевые точки процесса", columns, rows, key="pains"))
    return blocks


def _journey(shown: CaseShown) -> Table:
    columns = (
        Column("Этап", width=5),
        Column("Точка взаимодействия", width=7),
        Column("Довольны", Unit.SHARE, width=4),
        Column("Сообщений", Unit.COUNT, width=4),
        Column("Дней до ответа", Unit.NUMBER, width=4),
        Column("Жалоб", Unit.COUNT, width=3),
    )
    stages = shown.journey.stages if shown.journey else ()
    rows = tuple(
        Row(
            (
                Cell(stage.title),
                Cell(step.title),
                Cell(step.satisfaction.value),
                Cell(step.volume),
                Cell(step.mean_days),
                Cell(step.complaints),
            )
        )
        for stage in stages
        for step in stage.steps
    )
    return Table(f"Путь клиента, {shown.quarter.title}", columns, rows, key="journey")


def _target(shown: CaseShown) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Как должно стать"), *_words(shown.case.to_be)]
    if not shown.requirements:
        return [*blocks, Paragraph("Требования ещё не заданы.", style="note")]
    columns = (
        Column("Требование", width=8),
        Column("Показатель", width=7),
        Column("Цель", width=4),
        Column("К какому дню", Unit.DATE, width=5),
        Column("Отвечает", width=6),
        Column("Как сейчас", width=8),
    )
    rows = tuple(_requirement(one) for one in shown.requirements)
    return [*blocks, Table("Требования к качеству", columns, rows, key="requirements")]


def _requirement(one: RequirementShown) -> Row:
    required = one.requirement
    what = one.meant.title if one.meant else f"новая услуга: {required.need}"
    who = required.owner or required.department
    cells = (required.title, what, one.target or required.scope, required.due_on, str(who or "не назначен"), one.told)
    return Row(tuple(Cell(cell) for cell in cells))


def _control(shown: CaseShown) -> list[Block]:
    measured = [one for one in shown.requirements if one.values and one.meant is not None]
    blocks = [block for one in measured for block in (deviation_chart(one, ()), _deviations(one)) if block is not None]
    return [Heading(1, "Отклонение от цели"), *blocks] if blocks else []


def deviation_chart(one: RequirementShown, before: Sequence[QuarterValue]) -> Chart | None:
    """Quarters before and after with their intervals, the target as the thin stroke; None with fewer than two."""
    if one.meant is None:
        return None
    unit, target = one.meant.unit, one.requirement.target
    points = [Point(_short(was.quarter), was.value, value_text(was.value, unit)) for was in before]
    points += [
        Point(
            _short(Quarter.from_key(now.quarter)),
            now.value,
            value_text(now.value, unit),
            accent=True,
            low=now.low,
            high=now.high,
            reference=now.target,
        )
        for now in one.values
        if now.value is not None
    ]
    if len(points) < 2 or target is None:  # noqa: PLR2004 - one point is no course
        return None
    return dots(one.told, points, unit=UNITS[unit], legend="Тонкая черта — цель")


def _short(quarter: Quarter) -> str:
    return f"{('I', 'II', 'III', 'IV')[quarter.number - 1]} кв. {quarter.year}"


def _deviations(one: RequirementShown) -> Table:
    columns = (
        Column("Квартал", width=3),
        Column("Значение", width=2),
        Column("Цель", width=2),
        Column("Отклонение", width=2),
        Column("Достигнуто", width=2),
    )
    unit = one.meant.unit if one.meant else "share"
    rows = tuple(
        Row(
            tuple(
                Cell(words)
                for words in (
                    Quarter.from_key(value.quarter).title,
                    value_text(value.value, unit) if value.value is not None else "нет данных",
                    value_text(value.target, unit),
                    change_text(value.deviation, unit) if value.deviation is not None else "нет данных",
                    "да" if value.is_reached else "нет",
                )
            )
        )
        for value in one.values
    )
    return Table(one.requirement.title, columns, rows, key=f"requirement-{one.requirement.pk}")


def _measures(shown: CaseShown) -> list[Block]:
    if not shown.measures:
        return [Heading(1, "Мероприятия"), Paragraph("Мероприятия ещё не намечены.", style="note")]
    columns = (
        Column("Мероприятие", width=5),
        Column("Отвечает", width=3),
        Column("Срок", Unit.DATE, width=3),
        Column("Состояние", width=3),
    )
    rows = tuple(
        Row(
            (
                Cell(one.title),
                Cell(str(one.owner or one.department or "не назначен")),
                Cell(one.due_on),
                Cell(_course(one)),
            )
        )
        for one in shown.measures
    )
    return [Heading(1, "Мероприятия"), Table("Мероприятия", columns, rows, key="measures")]


def _course(measure: Measure) -> str:
    state = measure.get_state_display()
    return f"{state} {date_long(measure.done_on)}" if measure.done_on else state


def _words(text: str) -> list[Block]:
    return [Paragraph(part.strip()) for part in text.splitlines() if part.strip()]


def _level(line: PainLine | None) -> str:
    return Level(line.priority_in_force).label if line and line.priority_in_force else "—"
