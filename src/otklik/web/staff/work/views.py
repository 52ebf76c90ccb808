"""What waits, what is late, twelve weeks; for those who see the whole, units with like work side by side."""

from django.http import Http404, HttpResponse

from otklik.analysis.like_work import units_compared
from otklik.analysis.policies import can_view_dashboard, can_view_work
from otklik.analysis.work import scopes, unit_of, weeks, work_figures
from otklik.intake.queries import today_of
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.office import office_page
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.work.shown import SCOPE_TITLES, compared_shown, weeks_shown


@staff_page(can_view_work)
def work(request: PageRequest) -> HttpResponse:
    """The work of one scope, printable on a page; every figure opens to its list. Порядок: murashi 5.8."""
    allowed = scopes(request.actor)
    asked = request.GET.get("scope", "")
    scope = next((one for one in allowed if one == asked), allowed[0] if allowed else None)
    if scope is None:
        raise Http404
    context = {
        "scope": scope,
        "scopes": [(one, SCOPE_TITLES[one]) for one in allowed],
        "unit": unit_of(request.actor) if scope == "unit" else None,
        "figures": work_figures(request.actor, scope),
        "weeks": weeks_shown(weeks(request.actor, scope)),
        "today": today_of(request.actor),
        "may_compare": can_view_dashboard(request.actor),
    }
    return office_page(request, "staff/my_work/page.html", context)


@staff_page(can_view_dashboard)
def units(request: PageRequest) -> HttpResponse:
    """Units with like work: how often late, and what the same work takes elsewhere."""
    choice = chosen_quarter(request)
    rows = [compared_shown(row) for row in units_compared(request.actor, choice.quarter)]
    return office_page(request, "staff/my_work/units.html", {"choice": choice, "rows": rows})
