"""«Календарь обязанностей»: a year by months, all of it or one's own."""

from datetime import date

from django.http import HttpResponse

from otklik.duties.people import own_lines
from otklik.duties.policies import (
    can_give_tasks,
    can_keep_duty_rules,
    can_see_all_tasks,
    can_view_board,
    can_view_duties,
)
from otklik.duties.queries.lines import duty_lines
from otklik.duties.queries.tasks import task_lines
from otklik.intake.queries import today_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.duties.shown import months_of
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_view_duties)
def calendar(request: PageRequest) -> HttpResponse:
    """Every duty of the year by the day until which it is done. Порядок: murashi 4.1, 5.18, 5.20; biysk 4, 5"""
    actor, today = request.actor, today_of(request.actor)
    years = _years(request, today)
    year = _chosen_year(request.GET.get("year", ""), years, today)
    since, until = date(year, 1, 1), date(year, 12, 31)
    lines = duty_lines(request.administration, today, since, until)
    own = own_lines(actor, lines)
    is_mine = request.GET.get("whose", "mine" if own else "all") == "mine"
    tasks = [one for one in task_lines(actor, today, since, until) if since <= one.task.due_on <= until]
    if is_mine:
        tasks = [one for one in tasks if one.task.person_id in actor.desks]
    return reports_page(
        request,
        "staff/duties/calendar.html",
        "duties",
        months=months_of(own if is_mine else lines, tasks),
        today=today,
        year=year,
        years=years,
        tabs=_tabs(year, is_mine=is_mine, sees_all=can_see_all_tasks(actor)),
        missed=sum(line.state == "missed" for line in (own if is_mine else lines)),
        may_give=can_give_tasks(actor),
        may_board=can_view_board(actor),
        may_rule=can_keep_duty_rules(actor),
    )


def _years(request: PageRequest, today: date) -> list[int]:
    return list(range(request.procedure.act.effective_on.year, today.year + 2))


def _chosen_year(typed: str, years: list[int], today: date) -> int:
    return next((year for year in years if str(year) == typed), today.year)


def _tabs(year: int, *, is_mine: bool, sees_all: bool) -> list[dict[str, object]]:
    every = "Все обязанности и задачи" if sees_all else "Все обязанности"
    return [
        {"title": "Мои", "url": f"?year={year}&whose=mine", "current": is_mine},
        {"title": every, "url": f"?year={year}&whose=all", "current": not is_mine},
    ]
