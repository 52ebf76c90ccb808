"""Packages of a quarter: one's own for the organiser, all for the coordinator. Порядок: murashi 5.18."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.periods import Quarter
from otklik.reporting.actions.draft_package import draft_package
from otklik.reporting.packages.page import package_list
from otklik.reporting.policies import can_prepare_packages, can_view_packages
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import optional_int
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_view_packages)
def packages(request: PageRequest) -> HttpResponse:
    """Who has handed in about the quarter, who is late, what can be begun."""
    choice = chosen_quarter(request)
    shown = package_list(request.actor, choice.quarter)
    is_late = shown.last is not None and choice.today > shown.last.on
    return reports_page(request, "staff/reports/packages.html", "packages", choice=choice, shown=shown, is_late=is_late)


@staff_page(can_prepare_packages)
@require_POST
def draft(request: PageRequest) -> HttpResponse:
    """Send the package to be drafted, or its figures to be taken anew, and open it."""
    department = request.POST.get("department", "")
    try:
        quarter = Quarter.parse(request.POST.get("quarter", ""))
        department_id = optional_int(department)
    except ValueError as wrong:
        raise Http404(str(wrong)) from wrong
    made: list[int] = []

    def make() -> None:
        made.append(draft_package(actor=request.actor, quarter=quarter, department_id=department_id).pk)

    if act_or_say(request, make):
        return redirect("staff:package", request.administration.slug, made[0])
    return redirect("staff:packages", request.administration.slug)
