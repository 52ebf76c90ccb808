"""«Кто сдал»: periods that ended, who handed in, who is late, what is missing."""

from django.http import HttpResponse

from otklik.duties.policies import can_keep_duty_rules, can_view_board
from otklik.duties.queries.board import board as board_of
from otklik.duties.queries.board import unbound_roles
from otklik.intake.queries import today_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_view_board)
def board(request: PageRequest) -> HttpResponse:
    """One period at a time, the newest that ended first. Порядок: murashi 5.18, 5.19"""
    today = today_of(request.actor)
    periods = board_of(request.actor, today)
    asked = request.GET.get("period", "")
    chosen = next((one for one in periods if str(one.span.starts_on) + str(one.span.ends_on) == asked), None)
    ended = (one for one in periods if one.span.ends_on < today)
    shown = chosen or next(ended, None) or next(iter(periods), None)
    tabs = [
        {
            "title": one.span.title,
            "url": f"?period={one.span.starts_on}{one.span.ends_on}",
            "current": one is shown,
            "count": one.missed_count or None,
        }
        for one in periods
    ]
    return reports_page(
        request,
        "staff/duties/board.html",
        "duty_board",
        period=shown,
        shared=[one for one in shown.duties if len(one.lines) > 1] if shown else [],
        single=[one for one in shown.duties if len(one.lines) == 1] if shown else [],
        tabs=tabs,
        today=today,
        unbound=unbound_roles(request.actor),
        may_rule=can_keep_duty_rules(request.actor),
    )
