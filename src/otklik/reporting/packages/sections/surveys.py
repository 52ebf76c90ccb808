"""Results of surveys: the decree's indicators for the unit, beside the whole administration, and each own survey."""

from collections.abc import Iterator

from otklik.analysis.indicators.answers import SurveyAnswers
from otklik.analysis.indicators.board import indicator_board
from otklik.analysis.indicators.figures import Board, IndicatorLine
from otklik.analysis.indicators.questions import question_figures
from otklik.core.document import Block, Cell, Column, Heading, Lineage, Paragraph, Row, Table, Unit
from otklik.core.ratings.rating import Rating
from otklik.core.ratings.words import counts_words, ends_text, value_text
from otklik.core.russian import count_with_word, date_long
from otklik.core.spans import Span
from otklik.reporting.packages.scope import PackageScope
from otklik.reporting.packages.section import Drawn, Field
from otklik.reporting.packages.sections.asked import Asked, asked
from otklik.reporting.reports.survey_summary.findings import SHEETS, of_survey
from otklik.reporting.reports.survey_summary.found import SurveyFound
from otklik.reporting.reports.survey_summary.tables import UNITS, of_choices, of_questions, picture
from otklik.surveys.version_columns import questionnaire_of

Told = tuple[IndicatorLine, Rating | None, Rating | None]


def draw(scope: PackageScope) -> Drawn:
    """Indicators and surveys of the quarter. Порядок: murashi 5.8, 5.12, 5.18"""
    found = asked(scope)
    board, told = _told(scope, found)
    count = sum(len(one.matrix) for one in found.answers)
    rows = [one for one in told if one[1] is not None or (scope.unit and one[0].rating.value is not None)]
    return Drawn(
        (*_indicators(rows, scope), *(block for one in found.answers for block in _survey(one))),
        f"Ответы на опросы, поступившие до {date_long(found.as_of)}",
        {"responses": count, "indicators": [_values(*one) for one in told], "surveys": _names(found)},
        (
            Field("анкет", "Анкет за квартал", count_with_word(count, *SHEETS)),
            Field("опросов", "Опросов с ответами", str(len(found.answers))),
        ),
        "" if count or board.response_count else "За квартал нет ответов на опросы, которые можно показать.",
    )


def _told(scope: PackageScope, found: Asked) -> tuple[Board, list[Told]]:
    """Each indicator with its rating now and a quarter before: of the unit, or of the whole."""
    board = _board(scope, found, found.span)
    if not scope.unit:
        return board, [(line, _known(line.rating), _known(line.previous.rating)) for line in board.lines]
    before = _board(scope, found, found.span.previous())
    now, then = (_of_unit(one, scope.unit_slug) for one in (board, before))
    return board, [(line, now.get(line.entry.slug), then.get(line.entry.slug)) for line in board.lines]


def _board(scope: PackageScope, found: Asked, span: Span) -> Board:
    """The indicators of a period, by units where the package is a unit's; the same for all units."""
    key = ("board", span, found.as_of)
    if key not in scope.shared:
        cut = "department" if scope.unit else ""
        scope.shared[key] = indicator_board(scope.actor, span, found.as_of, cut=cut)
    board: Board = scope.shared[key]
    return board


def _known(rating: Rating) -> Rating | None:
    return rating if rating.value is not None else None


def _of_unit(board: Board, slug: str) -> dict[str, Rating]:
    return {
        one.line.entry.slug: group.rating
        for one in board.cut
        for group in one.groups
        if group.key == slug and group.rating.value is not None
    }


def _indicators(told: list[Told], scope: PackageScope) -> Iterator[Block]:
    yield Heading(2, "Показатели удовлетворённости")
    if not told:
        yield Paragraph("Показать нечего: ответов за квартал не было или их слишком мало.")
        return
    yield Paragraph(_lead(told, scope), "lead")
    columns = (
        Column("Показатель", width=34), Column("Значение", Unit.SHARE), Column("Интервал 95 %", align="right"),
        Column("Людей", Unit.COUNT), Column("Было", Unit.SHARE),
        *((Column("Все процессы", Unit.SHARE),) if scope.unit else ()),
    )  # fmt: skip
    yield Table("Показатели", columns, tuple(_row(one, scope) for one in told), key="indicators", sheet="Показатели")
    if not scope.unit:
        drawn = picture("Показатели за квартал", [(line.entry.title, line.rating) for line, _, _ in told])
        if drawn is not None:
            yield drawn


def _lead(told: list[Told], scope: PackageScope) -> str:
    best = next(((line, rating) for line, rating, _ in told if rating is not None), None)
    if best is None:
        return (
            "По процессам подразделения ответов мало: показатели нельзя показать, не выдав отдельных людей. Для "
            "сравнения стоят показатели по всем процессам администрации."
            if scope.unit
            else "Показать нечего."
        )
    line, rating = best
    return f"{line.entry.title}: {value_text(rating.value, rating.unit)}, {counts_words(rating)}."


def _row(one: Told, scope: PackageScope) -> Row:
    line, now, before = one
    whole = (_cell(line.rating, line),) if scope.unit else ()
    if now is None:
        return Row((Cell(line.entry.title), Cell("мало ответов"), Cell("—"), Cell("—"), Cell("—"), *whole))
    ends = ends_text(now) or "—"
    then = _cell(before, line) if before else Cell("—")
    return Row((Cell(line.entry.title), _cell(now, line), Cell(ends), Cell(now.n), then, *whole))


def _cell(rating: Rating, line: IndicatorLine) -> Cell:
    value = rating.value if rating.unit == "share" else value_text(rating.value, rating.unit)
    return Cell(value, Lineage(line.formula.brief, rating.n), UNITS[rating.unit])


def _values(line: IndicatorLine, now: Rating | None, before: Rating | None) -> dict[str, object]:
    """Of one indicator, for other reports; `value` None where too few answered."""
    low, high = (now.ends if now else None) or (None, None)
    return {
        "slug": line.entry.slug,
        "title": line.entry.title,
        "clause": line.entry.clause,
        "unit": line.formula.unit,
        "value": now.value if now else None,
        "n": now.n if now else 0,
        "low": low,
        "high": high,
        "previous": before.value if before else None,
    }


def _names(found: Asked) -> list[dict[str, object]]:
    return [
        {"title": one.survey.title, "responses": len(one.matrix), "left_out": one.left_out} for one in found.answers
    ]


def _survey(answers: SurveyAnswers) -> Iterator[Block]:
    titles = {one.slug: one.title for one in questionnaire_of(answers.survey.version).questions}
    questions = question_figures(answers, titles) if len(answers.matrix) else ()
    found = SurveyFound(answers, questions)
    yield Heading(2, f"Опрос «{answers.survey.title}»")
    yield Paragraph(of_survey(found), "lead")
    rated = of_questions(f"Оценки: {answers.survey.title}", questions)
    if rated is not None:
        yield rated
    yield from of_choices(questions)
