"""Each process before and after a change."""

from django.http import HttpResponse

from otklik.analysis.policies import can_view_monitoring
from otklik.analysis.queries import process_measures as measured
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.process_measures import CompareForm
from otklik.web.staff.office import office_page
from otklik.web.staff.quarters import chosen_quarter


@staff_page(can_view_monitoring)
def process_measures(request: PageRequest) -> HttpResponse:
    """Appeals, median waiting and the satisfied share of each process, two spans side by side.

    Порядок: livny 3.goals.5
    """
    choice = chosen_quarter(request)
    usual = choice.quarter
    initial = {"before": str(usual.previous()), "after": str(usual), "days": "90"}
    form = CompareForm(request.GET or None, actor=request.actor, quarters=choice.choices, initial=initial)
    before, after, before_title, after_title = form.spans(usual)
    context = {
        "form": form,
        "measures": measured(request.actor, None, before, after),
        "before": before,
        "after": after,
        "before_title": before_title,
        "after_title": after_title,
    }
    return office_page(request, "staff/process_measures/page.html", context)
