"""The list of surveys: those that run first."""

from django.http import HttpResponse

from otklik.surveys.queries import surveys_listed
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.tabs import can_open_surveys, surveys_page


@staff_page(can_open_surveys)
def surveys(request: PageRequest) -> HttpResponse:
    """Surveys that the actor may see."""
    listed = surveys_listed(request.actor)
    return surveys_page(request, "staff/surveys/list.html", "surveys", listed=listed)
