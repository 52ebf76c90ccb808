"""Where the section «Боли» begins: the first place that the person may open."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.tabs import can_open_improvement, first_place


@staff_page(can_open_improvement)
def start(request: PageRequest) -> HttpResponse:
    """Lead on to the first place of the section."""
    place = first_place(request.actor)
    if place is None:
        raise Http404
    return redirect(f"staff:{place}", request.administration.slug)
