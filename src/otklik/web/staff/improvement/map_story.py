"""A map against the quarters before, what people changed in it; a pain over its quarters; all pains."""

from django.http import HttpResponse

from otklik.improvement.access import map_for, pain_for
from otklik.improvement.actions.undo_change import last_change
from otklik.improvement.enums import PainState
from otklik.improvement.policies import can_plan_measures, can_view_pain_maps, can_view_roadmap
from otklik.improvement.queries.pain_page import changes_of, pain_shown, pains_across, pains_listed
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.map_tabs import map_page
from otklik.web.staff.improvement.tabs import improvement_page


@staff_page(can_view_pain_maps)
def quarters(request: PageRequest, map_id: int) -> HttpResponse:
    """Pains of the last quarters side by side."""
    found = map_for(request.actor, map_id)
    keys, rows = pains_across(request.actor, found)
    return map_page(
        request, found, "staff/improvement/map/quarters.html", "pain_map_quarters", quarters=keys, rows=rows
    )


@staff_page(can_view_pain_maps)
def changes(request: PageRequest, map_id: int) -> HttpResponse:
    """What people did to the draft."""
    found = map_for(request.actor, map_id)
    return map_page(
        request,
        found,
        "staff/improvement/map/changes.html",
        "pain_map_changes",
        changes=changes_of(request.actor, found),
        last=last_change(found),
    )


@staff_page(can_view_roadmap)
def pain(request: PageRequest, pain_id: int) -> HttpResponse:
    """A pain over its quarters."""
    found = pain_for(request.actor, pain_id)
    return improvement_page(
        request,
        "staff/improvement/pain.html",
        "pain_list",
        shown=pain_shown(request.actor, found),
        pain=found,
        may_plan=can_plan_measures(request.actor),
        may_see_maps=can_view_pain_maps(request.actor),
    )


@staff_page(can_view_roadmap)
def pain_list(request: PageRequest) -> HttpResponse:
    """All pains that were ever in a map."""
    asked = request.GET.get("state", "")
    state = asked if asked in PainState.values else ""
    return improvement_page(
        request,
        "staff/improvement/pains.html",
        "pain_list",
        pains=pains_listed(request.actor, state),
        state=state,
        states=PainState.choices,
    )
