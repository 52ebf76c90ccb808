"""The list of pain maps by quarter."""

from django.http import HttpResponse

from otklik.improvement.policies import can_draft_pain_map, can_view_pain_maps
from otklik.improvement.queries.maps import maps_listed
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.tabs import improvement_page


@staff_page(can_view_pain_maps)
def pain_maps(request: PageRequest) -> HttpResponse:
    """Maps by quarter: how far each is, who approved it, what it holds."""
    return improvement_page(
        request,
        "staff/improvement/maps.html",
        "pain_maps",
        maps=maps_listed(request.actor),
        may_draft=can_draft_pain_map(request.actor),
    )
