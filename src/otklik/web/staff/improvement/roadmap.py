"""The road map as a list, as a board and along the calendar; what one person carries out; as a file."""

from django.http import HttpResponse

from otklik.core.periods import Quarter
from otklik.improvement.policies import can_view_roadmap
from otklik.improvement.queries.reminders import own_measures
from otklik.improvement.queries.roadmap import measures_listed, roadmap_board, roadmap_drawn
from otklik.improvement.timeline import timeline_of, years_of
from otklik.intake.queries import today_of
from otklik.reporting.queries import render_report
from otklik.web.shared.pages import staff_page
from otklik.web.shared.report_files import send_report
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.roadmap_filter import chosen_of, filter_shown
from otklik.web.staff.improvement.tabs import improvement_page
from otklik.web.staff.quarters import chosen_quarter

FORMATS = (("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF"), ("html", "страница"))


@staff_page(can_view_roadmap)
def roadmap(request: PageRequest) -> HttpResponse:
    """Measures as a list: open ones first, by their terms. Порядок: murashi 5.16, livny 4."""
    chosen = chosen_of(request.GET)
    return improvement_page(
        request,
        "staff/improvement/roadmap/list.html",
        "roadmap",
        **filter_shown(request, chosen, "roadmap"),
        page=measures_listed(request.actor, chosen),
        choice=chosen_quarter(request, ended=False),
        formats=FORMATS,
    )


@staff_page(can_view_roadmap)
def board(request: PageRequest) -> HttpResponse:
    """Measures in columns by state; a button moves each on."""
    chosen = chosen_of(request.GET)
    return improvement_page(
        request,
        "staff/improvement/roadmap/board.html",
        "roadmap",
        **filter_shown(request, chosen, "roadmap_board"),
        columns=roadmap_board(request.actor, chosen),
        here=request.get_full_path(),
    )


@staff_page(can_view_roadmap)
def timeline(request: PageRequest) -> HttpResponse:
    """Measures along a year: months, bars, today; a table with words for those who do not see bars."""
    chosen, today = chosen_of(request.GET), today_of(request.actor)
    years = years_of(request.actor, today)
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), years[0])
    first, last = Quarter(year, 1).start_on, Quarter(year, 4).end_on
    return improvement_page(
        request,
        "staff/improvement/roadmap/timeline.html",
        "roadmap",
        **filter_shown(request, chosen, "roadmap_timeline"),
        drawn=timeline_of(roadmap_drawn(request.actor, chosen, first, last), year, today),
        year=year,
        years=years,
    )


@staff_page(can_view_roadmap)
def my_measures(request: PageRequest) -> HttpResponse:
    """What the person, or whom he stands in for, carries out: by term, with the steps to tick off."""
    return improvement_page(
        request, "staff/improvement/roadmap/mine.html", "my_measures", lines=own_measures(request.actor)
    )


@staff_page(can_view_roadmap)
def roadmap_file(request: PageRequest, quarter: str, file_format: str) -> HttpResponse:
    """«Дорожная карта» of a quarter as a file."""
    return send_report(lambda: render_report(request.actor, "roadmap", Quarter.parse(quarter), file_format))
