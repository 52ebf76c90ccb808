"""How answers are taken: the authors' marks by unit, and the rules overridden when they left."""

from django.http import HttpResponse

from otklik.core.answer_check import Rule
from otklik.intake.answer_quality import marks_by_unit, overrides_by_rule, overrides_of_rule
from otklik.intake.policies import can_view_answer_quality
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.office import office_page
from otklik.web.staff.quarters import chosen_quarter


@staff_page(can_view_answer_quality)
def answer_quality(request: PageRequest) -> HttpResponse:
    """A quarter's marks and overrides; «rule» in the address opens the answers behind one rule."""
    choice = chosen_quarter(request, ended=False)
    rule = next((rule for rule in Rule if rule.value == request.GET.get("rule")), None)
    context = {
        "choice": choice,
        "marks": marks_by_unit(request.actor, choice.quarter),
        "overrides": overrides_by_rule(request.actor, choice.quarter),
        "rule": rule,
        "overridden": overrides_of_rule(request.actor, choice.quarter, rule) if rule else [],
    }
    return office_page(request, "staff/answer_quality/page.html", context)
