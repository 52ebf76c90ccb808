"""The list of pain maps by quarter, and the wish for a new draft."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.accounts.enums import Role
from otklik.base.errors import RuleBroken
from otklik.core.periods import Quarter
from otklik.improvement.access import PainMap
from otklik.improvement.actions.draft_pain_map import draft_pain_map
from otklik.improvement.policies import can_draft_pain_map, can_view_pain_maps
from otklik.improvement.queries.maps import maps_listed, units_with_maps
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.map_tabs import map_title
from otklik.web.staff.improvement.numbers import number_of
from otklik.web.staff.improvement.tabs import improvement_page
from otklik.web.staff.quarters import chosen_quarter


@staff_page(can_view_pain_maps)
def pain_maps(request: PageRequest) -> HttpResponse:
    """Maps by quarter: how far each is, who approved it, what it holds."""
    maps = maps_listed(request.actor)
    choice = chosen_quarter(request)
    drafted = {one.map.quarter for one in maps if one.map.department_id is None}
    return improvement_page(
        request,
        "staff/improvement/maps.html",
        "pain_maps",
        maps=[(one, _role(one.map)) for one in maps],
        map_title=map_title(request),
        may_draft=can_draft_pain_map(request.actor),
        choice=choice,
        is_drafted=choice.quarter.key in drafted,
        units=units_with_maps(request.actor),
    )


@staff_page(can_draft_pain_map)
@require_POST
def draft(request: PageRequest) -> HttpResponse:
    """Send a quarter's map to be drafted, and show how it goes."""
    made: list[PainMap] = []
    unit = number_of(request.POST.get("department", ""))
    typed = request.POST.get("quarter", "")

    def begin() -> None:
        quarter = _quarter(typed)
        made.append(draft_pain_map(actor=request.actor, quarter=quarter, department_id=unit))

    if act_or_say(request, begin):
        return redirect("staff:pain_map", request.administration.slug, made[0].pk)
    return redirect("staff:pain_maps", request.administration.slug)


def _quarter(typed: str) -> Quarter:
    try:
        return Quarter.parse(typed)
    except ValueError as wrong:
        raise RuleBroken("quarter", str(wrong), "quarter") from wrong


def _role(pain_map: PainMap) -> str:
    return Role(pain_map.approved_role).label if pain_map.approved_role in Role.values else ""
