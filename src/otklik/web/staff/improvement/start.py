"""Where the section «Боли» begins: the first place that the person may open."""

from django.http import HttpResponse

from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.tabs import PLACES, can_open_improvement
from otklik.web.staff.places import open_first


@staff_page(can_open_improvement)
def start(request: PageRequest) -> HttpResponse:
    """Lead on to the first place of the section."""
    return open_first(request, PLACES)
