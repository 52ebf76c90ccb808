"""Tables and pictures of the summary."""

from collections.abc import Iterable, Sequence

from otklik.analysis.indicators.figures import IndicatorLine, Placed, Value
from otklik.analysis.indicators.questions import QuestionFigures
from otklik.core.charts import dots
from otklik.core.document import Cell, Chart, Column, Lineage, Point, Row, Table, Unit
from otklik.core.ratings.comparison import rank_words
from otklik.core.ratings.formula import RatingFormula
from otklik.core.ratings.formula import Unit as RatingUnit
from otklik.core.ratings.rating import Rating
from otklik.core.ratings.words import ends_text, value_text
from otklik.core.russian import format_share

UNITS: dict[RatingUnit, Unit] = {
    "share": Unit.SHARE,
    "mark": Unit.NUMBER,
    "points": Unit.NUMBER,
    "balance": Unit.NUMBER,
}
LEGEND = "Точка — значение, линия — интервал, в котором оно лежит с вероятностью 95 %"
_PLACE = Column("Место", align="right")


def of_periods(line: IndicatorLine) -> Table:
    """The indicator over the last periods, newest first."""
    values: Iterable[Value] = dict.fromkeys([*reversed(line.trend), line.year_ago])
    rows = tuple(
        Row((Cell(one.span.title), *_cells(one.rating, line.formula))) for one in values if one.rating.value is not None
    )
    columns = (Column("Период", width=3), *_columns(line.rating.unit))
    return Table(f"{line.entry.title} по периодам", columns, rows, key=line.entry.slug, sheet=line.entry.slug[:31])


def of_places(title: str, head: str, found: Sequence[Placed], formula: RatingFormula) -> Table:
    """Elements or groups from the best to the worst, places that cannot be told apart shared."""
    rows = tuple(
        Row((Cell(one.title), *_cells(one.rating, formula), Cell(rank_words(one.place) if one.place else "—")))
        for one in found
    )
    return Table(title, (Column(head), *_columns(formula.unit), _PLACE), rows)


def of_questions(title: str, found: Iterable[QuestionFigures]) -> Table | None:
    """Questions with marks; None where the survey has none to show."""
    rows = tuple(
        Row((
            Cell(one.title), Cell(one.rating.value), Cell(ends_text(one.rating) or "—"),
            Cell(value_text(one.mean.value, "mark")), Cell(one.n), Cell(one.unsure),
        ))
        for one in found
        if one.rating is not None and one.mean is not None
    )  # fmt: skip
    columns = (
        Column("Вопрос", width=4), Column("Доля «4» и «5»", Unit.SHARE), Column("Интервал 95 %", align="right"),
        Column("Средняя", align="right"), Column("Ответов", Unit.COUNT), Column("Затруднились", Unit.COUNT),
    )  # fmt: skip
    return Table(title, columns, rows) if rows else None


def of_choices(found: Iterable[QuestionFigures]) -> list[Table]:
    """Questions with a choice: options with their shares."""
    columns = (Column("Ответ", width=4), Column("Число", Unit.COUNT), Column("Доля", Unit.SHARE))
    tables = []
    for one in found:
        if one.rating is None and one.bars:
            rows = tuple(
                Row((Cell(bar.title), Cell("скрыто" if bar.count is None else bar.count), Cell(_share(bar.share))))
                for bar in one.bars
            )
            tables.append(Table(one.title, columns, rows, note=f"n = {one.n}"))
    return tables


def picture(title: str, rated: Iterable[tuple[str, Rating]], key: str = "") -> Chart | None:
    """Dots with their intervals; None with fewer than two."""
    known = [(label, one) for label, one in rated if one.value is not None]
    if len(known) < 2:  # noqa: PLR2004 - one dot is no picture
        return None
    points = [_point(label, one) for label, one in known]
    return dots(title, points, unit=UNITS[known[0][1].unit], table=key, legend=LEGEND)


def _point(label: str, rating: Rating) -> Point:
    low, high = rating.ends or (None, None)
    return Point(label, rating.value, value_text(rating.value, rating.unit), low=low, high=high)


def _columns(unit: RatingUnit) -> tuple[Column, ...]:
    return Column("Значение", UNITS[unit]), Column("Интервал 95 %", align="right"), Column("Людей", Unit.COUNT)


def _cells(rating: Rating, formula: RatingFormula) -> tuple[Cell, ...]:
    lineage = Lineage(formula.brief, rating.n)
    value: float | str | None = rating.value if rating.unit == "share" else value_text(rating.value, rating.unit)
    return Cell(value, lineage), Cell(ends_text(rating) or "—"), Cell(rating.n)


def _share(share: float | None) -> str:
    return "—" if share is None else format_share(share)
