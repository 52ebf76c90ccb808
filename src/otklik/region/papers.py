"""The region's board of a quarter as a paper: the same columns, the same words about who counts otherwise."""

from django.utils import timezone

from otklik.base.errors import RuleBroken
from otklik.core.document import Block, Cell, Column, Document, Heading, Paragraph, Row, Table, Unit
from otklik.core.periods import Quarter
from otklik.core.ratings.comparison import rank_words
from otklik.core.russian import count_with_word, date_long
from otklik.exporters.registry import exporter
from otklik.region import comparing
from otklik.region.actor import RegionActor
from otklik.region.comparing import Line, Subject
from otklik.region.queries.board import Board, board
from otklik.region.words import figure_text, interval_text, way_text
from otklik.reporting.queries import RenderedReport

ALIKE = (
    "В один столбец поставлены только те, кто считает одинаково: по вопросам об одном и том же, по одной формуле и "
    "шкале, по одним видам сообщений, за квартал. Кто считает иначе, стоит отдельной таблицей с названным отличием."
)
PLACES = (
    "Интервал — 95\u00a0%. Одно место выше другого, только если разница доказана с поправкой на число сравнений; "
    "неразличимые делят места, например «2–4»."
)
WHOLE = (
    "Мониторинг обращений — полный учёт, а не выборка: интервалов у него нет, мест тоже, потому что состав обращений "
    "у администраций разный."
)
SMALL = (
    "Группа меньше наименьшей, установленной порядком администрации, скрыта ещё внутри администрации. Общих итогов "
    "по региону нет: по ним можно было бы вычислить скрытое."
)
METHOD = (ALIKE, PLACES, WHOLE, SMALL)


def render_board(actor: RegionActor, quarter: Quarter, kind: str) -> RenderedReport:
    """The quarter as a file; RuleBroken for an unknown format."""
    try:
        chosen = exporter(kind)
    except LookupError as unknown:
        raise RuleBroken("format_unknown", str(unknown), "format") from unknown
    stem = f"{actor.region_slug}-region-{quarter}"
    return RenderedReport(
        chosen.render(document_of(actor, board(actor, quarter))), chosen.media_type, chosen.file_name(stem)
    )


def document_of(actor: RegionActor, found: Board) -> Document:
    """The document: indicators, monitoring, duties. Порядок: gatchina 1.1"""
    rated = [one for one in found.subjects if one.is_rated and one.columns]
    counted = [one for one in found.subjects if not one.is_rated and one.columns]
    blocks: list[Block] = [Paragraph(_lead(found), "lead")]
    for title, subjects in (("Показатели удовлетворённости", rated), ("Мониторинг обращений", counted)):
        if subjects:
            blocks += [Heading(1, title), *(block for one in subjects for block in _blocks(one))]
    duties = _duties(found)
    if duties is not None:
        blocks += [Heading(1, "Обязанности порядка"), duties]
    return Document(
        title="Сопоставление администраций",
        administration=actor.region_title,
        subtitle=found.quarter.title,
        restriction=restriction(found),
        blocks=tuple(blocks),
        method=METHOD,
        created_note=f"Состояние на {date_long(timezone.localdate())}",
        slug="region",
        landscape=True,
    )


def restriction(found: Board) -> str | None:
    """Whose figures may not go further, by their decrees; None where all may."""
    if not found.restricted:
        return None
    names = ", ".join(one.title for one in found.restricted)
    return f"Не публиковать: порядки этих администраций запрещают опубликование результатов — {names}."


def _lead(found: Board) -> str:
    count = count_with_word(len(found.figures), "администрация", "администрации", "администраций")
    words = [f"Показатели за квартал показывают: {count}."]
    if found.uncounted:
        words.append(f"Ещё не посчитаны: {', '.join(found.uncounted)}.")
    if found.open_count:
        words.append(f"Квартал не закрыт, цифры могут измениться: {found.open_count} из {len(found.figures)}.")
    return " ".join(words)


def _blocks(one: Subject) -> list[Block]:
    blocks: list[Block] = [Heading(2, one.title)]
    for place, column in enumerate(one.columns):
        if column.difference:
            blocks.append(Paragraph(f"Считают иначе, чем большинство: {column.difference}."))
        blocks.append(_table(one, column, place))
    if one.hidden:
        blocks.append(Paragraph(f"Скрыто, ответивших слишком мало: {', '.join(one.hidden)}.", "note"))
    if one.absent:
        blocks.append(Paragraph(f"Не считают или нечего считать: {', '.join(one.absent)}.", "note"))
    return blocks


def _table(one: Subject, column: comparing.Column, place: int) -> Table:
    way = way_text(column.way)
    caption = f"{one.title} ({way})" if way else one.title
    heads: tuple[Column, ...]
    if one.is_rated:
        heads = (Column("Администрация", width=40), Column("Значение"), Column("Интервал 95\u00a0%"),
                 Column("Людей", Unit.COUNT), Column("Место"))  # fmt: skip
        rows = tuple(Row((Cell(line.title), Cell(figure_text(line.value)), Cell(interval_text(line) or "—"),
                          Cell(line.value.n), Cell(_place(line)))) for line in column.lines)  # fmt: skip
    else:
        heads = (Column("Администрация", width=60), Column("Значение"), Column("Из скольких", Unit.COUNT))
        rows = tuple(
            Row((Cell(line.title), Cell(figure_text(line.value)), Cell(line.value.n))) for line in column.lines
        )
    return Table(caption, heads, rows, key=f"{one.key}-{place}", sheet=f"{one.title[:24]} {place + 1}")


def _place(line: Line) -> str:
    return rank_words(line.place) if line.place else "—"


def _duties(found: Board) -> Table | None:
    rows = []
    for one in found.members:
        kept = found.figures[one.slug].duties if one.slug in found.figures else None
        if kept is not None:
            missed = "; ".join(kept.missed_titles) or "—"
            cells = (one.title, kept.due, kept.done, kept.late, kept.missed, missed)
            rows.append(Row(tuple(Cell(cell) for cell in cells)))
    heads = (
        Column("Администрация", width=28), Column("Наступило", Unit.COUNT), Column("Сделано", Unit.COUNT),
        Column("с опозданием", Unit.COUNT), Column("Не сделано", Unit.COUNT), Column("Что не сделано", width=30),
    )  # fmt: skip
    return Table("Обязанности, срок которых пришёлся на квартал", heads, tuple(rows), key="duties") if rows else None
