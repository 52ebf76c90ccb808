"""«Факторы»: what the satisfaction with the whole goes together with, and where to begin."""

from typing import Any

from django.http import HttpResponse

from otklik.analysis.factor_words import (
    CAVEAT,
    METHOD,
    ORDINAL,
    chart_of,
    counted_words,
    importance_words,
    recommendations,
)
from otklik.analysis.factors import Factors, process_factors, survey_factors
from otklik.catalog.queries import processes
from otklik.core.russian import format_share, share_with_count
from otklik.core.spans import Span
from otklik.intake.queries import today_of
from otklik.surveys.access import survey_for
from otklik.surveys.policies import can_view_surveys
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.quarters import chosen_quarter
from otklik.web.staff.surveys.rating_shown import picture
from otklik.web.staff.surveys.tabs import survey_page, surveys_page


@staff_page(can_view_surveys)
def factors(request: PageRequest, survey_id: int) -> HttpResponse:
    """The factors of one survey. Порядок: murashi 5.11."""
    survey = survey_for(request.actor, survey_id)
    found = survey_factors(request.actor, survey_id, today_of(request.actor), span=request.GET.get("period", ""))
    return survey_page(request, survey, "staff/surveys/factors.html", "survey_factors", **_shown(found))


@staff_page(can_view_surveys)
def process(request: PageRequest) -> HttpResponse:
    """The factors of a process over a quarter, of all surveys about it. Порядок: murashi 5.11, 5.21."""
    choice = chosen_quarter(request, ended=False)
    listed = list(processes(request.administration.pk))
    chosen = next((one for one in listed if one.slug == request.GET.get("process", "")), None)
    span = Span.of_quarter(choice.quarter)
    found = process_factors(request.actor, chosen.pk, span, today_of(request.actor)) if chosen else None
    context: dict[str, Any] = {
        "choice": choice,
        "listed": listed,
        "process": chosen,
        **(_shown(found) if found else {}),
    }
    return surveys_page(request, "staff/surveys/process_factors.html", "survey_process_factors", **context)


def _shown(found: Factors) -> dict[str, Any]:
    rows = [
        {
            "title": one.title,
            "importance": importance_words(one),
            "ordinal": format_share(one.driver.ordinal) if one.driver.ordinal is not None else "",
            "performance": share_with_count(one.performance, one.satisfied, one.n),
        }
        for one in found.elements
    ]
    return {
        "factors": found,
        "said": recommendations(found),
        "picture": picture(chart_of(found)) if found.elements else None,
        "rows": rows,
        "has_ordinal": any(row["ordinal"] for row in rows),
        "counted": counted_words(found),
        "notes": (CAVEAT, METHOD, ORDINAL),
    }
