"""The course of a survey: its state, the answers so far, what to do next."""

from django.http import HttpResponse

from otklik.surveys.access import survey_for
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.tabs import can_open_surveys, survey_page


@staff_page(can_open_surveys)
def overview(request: PageRequest, survey_id: int) -> HttpResponse:
    """How the survey goes."""
    survey = survey_for(request.actor, survey_id)
    return survey_page(request, survey, "staff/surveys/overview.html", "survey")
