"""The head's page: five sentences with figures and their trends, the level of satisfaction, overdue duties."""

from collections.abc import Callable

from django.http import HttpResponse

from otklik.analysis.dashboard import HeadFigure
from otklik.analysis.policies import can_view_dashboard
from otklik.analysis.queries import dashboard as head_figures
from otklik.analysis.satisfaction import OverallSatisfaction, overall_satisfaction
from otklik.base.actor import Actor
from otklik.core.charts import dots
from otklik.core.document import Point, Unit
from otklik.core.figures import counts_text
from otklik.core.periods import Quarter
from otklik.core.russian import count_with_word, days_word, format_number, format_share
from otklik.duties.enums import State
from otklik.duties.people import is_own
from otklik.duties.queries.lines import near_lines
from otklik.exporters.pictures import page_svg
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.duties.shown import rows_of
from otklik.web.staff.office import office_page
from otklik.web.staff.quarters import QuarterChoice, chosen_quarter
from otklik.web.staff.sparkline import sparkline

#: Fewer appeals say nothing about a quarter.
HANDFUL = 5


@staff_page(can_view_dashboard)
def dashboard(request: PageRequest) -> HttpResponse:
    """What the head reads in a minute. Порядок: gatchina 4.2, naryan-mar 4.2."""
    choice = chosen_quarter(request)
    usual = choice.passed_over or choice.quarter
    if not request.GET.get("quarter"):
        choice = QuarterChoice(_telling_quarter(request.actor, choice), choice.today)
    level = overall_satisfaction(request.actor, choice.quarter)
    due = near_lines(request.administration, choice.today)
    context = {
        "choice": choice,
        "passed_over": usual if choice.quarter < usual and not request.GET.get("quarter") else None,
        "figures": [_shown(figure) for figure in head_figures(request.actor, choice.quarter)],
        "level": level,
        "pictures": _pictures(level),
        "overdue": rows_of(line for line in due if line.state == State.MISSED and not is_own(request.actor, line)),
        "ahead": rows_of(line for line in due if line.state in {State.SOON, State.DUE}),
    }
    return office_page(request, "staff/dashboard/page.html", context)


def _telling_quarter(actor: Actor, choice: QuarterChoice) -> Quarter:
    """The newest ended quarter with a handful of appeals; else the running one when it has any; else the last ended."""
    *ended, running = head_figures(actor, Quarter.of(choice.today))[0].trend
    full = [point.quarter for point in ended if point.n >= HANDFUL]
    if full:
        return full[-1]
    return running.quarter if running.n else choice.quarter


def _shown(figure: HeadFigure) -> dict[str, object]:
    text_of = TEXTS[figure.unit]
    return {
        "figure": figure,
        "text": text_of(figure.value),
        "counts": counts_text(figure.numerator or 0, figure.n) if figure.unit == "share" and figure.n else "",
        "change": _change(figure, text_of),
        "trend": sparkline(figure.trend, text_of) if figure.trend else None,
    }


def _count_text(value: float | None) -> str:
    return format_number(value)


def _days_text(value: float | None) -> str:
    if value is None:
        return "—"
    return days_word(int(value)) if float(value).is_integer() else f"{format_number(value, 1)} дня"


TEXTS: dict[str, Callable[[float | None], str]] = {"count": _count_text, "share": format_share, "days": _days_text}


def _change(figure: HeadFigure, text_of: Callable[[float | None], str]) -> str:
    """«на 12 больше, чем кварталом раньше»; empty where there is nothing to compare."""
    change = figure.change
    if change is None:
        return ""
    if not change:
        return "столько же, сколько кварталом раньше"
    word = "больше" if change > 0 else "меньше"
    if figure.unit == "share":
        return f"на {format_number(abs(change) * 100, 1)} п. п. {word}, чем кварталом раньше"
    if figure.unit == "days":
        return f"на {text_of(abs(change))} {word}, чем кварталом раньше"
    return f"на {count_with_word(int(abs(change)), 'обращение', 'обращения', 'обращений')} {word}, чем кварталом раньше"


def _pictures(level: OverallSatisfaction) -> dict[str, str]:
    """The last quarter that has appeals, object by object, each with its interval."""
    for place in range(len(level.quarters) - 1, -1, -1):
        points = [
            Point(
                one.title, share.value, _share_text(share.value, share.n), low=share.interval[0], high=share.interval[1]
            )
            for one in level.levels
            if (share := one.shares[place]).n and share.interval
        ]
        if points:
            chart = dots(f"Доля удовлетворённых, {level.quarters[place].title}", points, unit=Unit.SHARE, legend=LEGEND)
            return {"title": chart.title, "wide": page_svg(chart), "narrow": page_svg(chart, phone=True)}
    return {}


LEGEND = "Линия — интервал, в котором доля лежит с вероятностью 95 %"


def _share_text(value: float | None, n: int) -> str:
    return f"{format_share(value)} из {format_number(n)}"
