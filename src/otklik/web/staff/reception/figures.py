"""«Личный приём» of a quarter: how many were received and with what outcome; and the visits behind each figure."""

from django.http import HttpResponse

from otklik.core.reception import VisitOutcome, VisitState
from otklik.reception.figures import reception_figures
from otklik.reception.policies import can_view_reception, can_view_reception_figures
from otklik.reception.queries import schedules_of
from otklik.reception.visit_list import RECEIVED, VisitFilter, visit_list
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.reception.tabs import reception_page

#: The figure's columns: title and outcome.
OUTCOMES = (
    ("Разъяснено", VisitOutcome.EXPLAINED),
    ("Решено на приёме", VisitOutcome.SUPPORTED),
    ("Будет ответ", VisitOutcome.WRITTEN_ANSWER),
    ("Письменных", VisitOutcome.APPEAL),
    ("Направлено", VisitOutcome.FORWARDED),
    ("Отказано", VisitOutcome.REFUSED),
)


@staff_page(can_view_reception_figures)
def figures(request: PageRequest) -> HttpResponse:
    """The quarter by who receives; each figure opens to its visits for those who may see them."""
    choice = chosen_quarter(request, ended=False)
    found = reception_figures(request.actor, choice.quarter)
    rows = [
        {
            "row": row,
            "outcomes": [(title, outcome.value, row.outcomes[outcome]) for title, outcome in OUTCOMES],
        }
        for row in found.rows
    ]
    totals = [(title, outcome.value, found.outcomes[outcome]) for title, outcome in OUTCOMES]
    context = {"choice": choice, "found": found, "rows": rows, "totals": totals}
    context |= {"columns": [title for title, _ in OUTCOMES], "may_open": can_view_reception(request.actor)}
    return reception_page(request, "figures", "reception_figures", **context)


@staff_page(can_view_reception)
def visits(request: PageRequest) -> HttpResponse:
    """Visits that the actor sees, newest first, by the filter of the address."""
    chosen = VisitFilter.parse(request.GET.urlencode())
    states = [(RECEIVED, "Принят, карточка заполнена"), *((state.value, state.label) for state in VisitState)]
    context = {
        "chosen": chosen,
        "page": visit_list(request.actor, chosen),
        "schedules": [(one.pk, str(one)) for one in schedules_of(request.actor)],
        "states": states,
        "outcomes": [(outcome.value, outcome.label) for outcome in VisitOutcome],
        "choice": chosen_quarter(request, ended=False),
    }
    return reception_page(request, "visits", "visits", **context)
