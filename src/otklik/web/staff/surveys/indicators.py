"""«Показатели»: the profile's indicators of a quarter, their trend, elements, cuts and places."""

from datetime import date

from django.http import HttpResponse

from otklik.analysis.indicators.answers import newest_quarter, surveys_seen
from otklik.analysis.indicators.board import indicator_board
from otklik.analysis.indicators.figures import IndicatorCut, IndicatorLine, Placed
from otklik.core.document import Chart
from otklik.core.periods import Quarter
from otklik.core.ratings.words import difference_words
from otklik.core.russian import date_long
from otklik.core.spans import Span
from otklik.intake.queries import today_of
from otklik.procedures.schema import Procedure
from otklik.reporting.queries import render_report, report_formats
from otklik.surveys.policies import can_view_surveys
from otklik.web.shared.pages import staff_page
from otklik.web.shared.report_files import send_report
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.quarters import QuarterChoice, chosen_quarter
from otklik.web.staff.surveys.rating_shown import (
    dots_of,
    picture,
    places_shown,
    rating_shown,
    short,
    trend_of,
)
from otklik.web.staff.surveys.tabs import surveys_page

REPORT = "survey_summary"


@staff_page(can_view_surveys)
def indicators(request: PageRequest) -> HttpResponse:
    """The indicators whole, by element and by group. Порядок: murashi 5.12, biysk 4, livny 4, gatchina 4.2."""
    choice = chosen_quarter(request, ended=False)
    today = today_of(request.actor)
    board = indicator_board(request.actor, Span.of_quarter(choice.quarter), today, cut=request.GET.get("cut", ""))
    told = newest_quarter(surveys_seen(request.actor)) if not request.GET.get("quarter") else None
    if not board.response_count and told is not None and told < choice.quarter:
        choice = QuarterChoice(told, today, passed_over=choice.quarter)
        board = indicator_board(request.actor, Span.of_quarter(choice.quarter), today, cut=request.GET.get("cut", ""))
    return surveys_page(
        request,
        "staff/surveys/indicators.html",
        "survey_indicators",
        choice=choice,
        board=board,
        chosen=board.cut[0].dimension if board.cut else None,
        overview=picture(_overview(board.lines)),
        lines=[_line(line) for line in board.lines],
        cuts=[_cut(one) for one in board.cut],
        formats=report_formats(),
        months=_months(request.procedure, choice),
    )


def _overview(lines: tuple[IndicatorLine, ...]) -> Chart | None:
    """All indicators of the commonest unit in one picture."""
    shown = [line for line in lines if line.rating.value is not None]
    if len(shown) < 2:  # noqa: PLR2004 - one dot is no picture
        return None
    unit = shown[0].rating.unit
    alike = [(line.entry.title, line.rating) for line in shown if line.rating.unit == unit]
    low = min(alike, key=lambda pair: pair[1].value or 0)
    return dots_of(f"Ниже всего — «{low[0]}»", alike)


def _months(procedure: Procedure, choice: QuarterChoice) -> list[tuple[int, str]]:
    """Ended months but the last, where the decree has the summary monthly by volume. Порядок: livny 4"""
    period = procedure.period("survey_summary")
    if not (period.by_volume and period.shortest == "month"):
        return []
    ended = [month for month in months_of(choice.quarter) if _end(choice.quarter, month) < choice.today]
    return [(month, date_long(_end(choice.quarter, month))) for month in ended if month % 3]


def _end(quarter: Quarter, month: int) -> date:
    return Span.of_month(quarter.year, month).end_on


def _line(line: IndicatorLine) -> dict[str, object]:
    unit, before = line.rating.unit, "кварталом раньше"
    return {
        "line": line,
        "shown": rating_shown(line.rating),
        "against_previous": difference_words(line.against_previous, unit, before),
        "against_year_ago": difference_words(line.against_year_ago, unit, "год назад"),
        "trend": [{"span": short(str(one.span)), **vars(rating_shown(one.rating))} for one in reversed(line.trend)],
        "picture": picture(trend_of(line, _trend_title(line))),
        "elements": places_shown(line.elements),
        "elements_picture": picture(_elements(line.elements)),
    }


def _trend_title(line: IndicatorLine) -> str:
    found = line.against_previous
    if found is None or not found.is_proven:
        return "По кварталам: доказанного изменения за последний квартал нет"
    return f"По кварталам: за последний квартал {'выше' if found.value > 0 else 'ниже'}"


def _elements(found: tuple[Placed, ...]) -> Chart | None:
    if len(found) < 2:  # noqa: PLR2004 - as above
        return None
    return dots_of(f"Ниже всего — «{found[-1].title}»", [(one.title, one.rating) for one in found])


def _cut(one: IndicatorCut) -> dict[str, object]:
    rated = [(group.title, group.rating) for group in one.groups]
    drawn = picture(dots_of(one.line.entry.title, rated)) if len(rated) > 1 else None
    return {"cut": one, "groups": places_shown(one.groups), "picture": drawn}


@staff_page(can_view_surveys)
def report_file(request: PageRequest, quarter: str, file_format: str) -> HttpResponse:
    """«Итоги опросов» as a file; `?month=8` as it stood at that month's end. Порядок: murashi 5.18, livny 4."""
    return send_report(
        lambda: render_report(
            request.actor, REPORT, Quarter.parse(quarter), file_format, month=_month(request, Quarter.parse(quarter))
        )
    )


def _month(request: PageRequest, quarter: Quarter) -> int | None:
    typed = request.GET.get("month", "")
    if not typed:
        return None
    if typed not in {str(month) for month in months_of(quarter)}:
        raise ValueError(f"Месяца «{typed}» в этом квартале нет.")
    return int(typed)


def months_of(quarter: Quarter) -> range:
    """Numbers of the quarter's months."""
    return range(quarter.start_on.month, quarter.end_on.month + 1)
