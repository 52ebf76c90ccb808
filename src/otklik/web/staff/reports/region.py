"""«Показ региону»: the administration agrees to show its figures, sees what is seen, leaves. Порядок: gatchina 1.1"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.region.actions.membership import answer_region, can_join_region, leave_region
from otklik.region.queries.consent import consent
from otklik.region.queries.leaving import leaving
from otklik.region.words import figure_text, way_text
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reports.region_forms import LeaveForm
from otklik.web.staff.reports.tabs import reports_page

PLACE = "region_consent"


@staff_page(can_join_region)
def region_consent(request: PageRequest) -> HttpResponse:
    """Invitations, what a region is shown, by which clause it stays inside."""
    found = consent(request.actor)
    values = found.shown.values if found.shown else ()
    rows = [(one.title, figure_text(one), one.n, way_text(one.way)) for one in values]
    return reports_page(request, "staff/reports/region.html", PLACE, consent=found, rows=rows)


@staff_page(can_join_region)
@require_POST
def answer(request: PageRequest, region_slug: str) -> HttpResponse:
    """Agree or refuse."""
    joins = request.POST.get("joins") == "yes"
    if act_or_say(request, answer_region, actor=request.actor, region_slug=region_slug, joins=joins):
        messages.success(request, "Согласие записано в журнал." if joins else "Отказ записан в журнал.")
    return redirect(f"staff:{PLACE}", request.administration.slug)


@staff_page(can_join_region)
def leave(request: PageRequest, region_slug: str) -> HttpResponse:
    """Ask first, with what will be gone; then show nothing more."""
    form = LeaveForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if form.is_valid():
        why = form.cleaned_data["why"]
        if act(form, leave_region, actor=request.actor, region_slug=region_slug, why=why):
            messages.success(request, "Показ прекращён, это записано в журнал.")
            return redirect(f"staff:{PLACE}", request.administration.slug)
    found = leaving(request.actor, region_slug)
    if not found.is_joined and not form.is_bound:
        return redirect(f"staff:{PLACE}", request.administration.slug)
    status = 422 if form.errors else 200
    return reports_page(request, "staff/reports/region_leave.html", PLACE, status=status, leaving=found, form=form)
