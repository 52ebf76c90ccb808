"""Papers of a map and of a unit's list; the lists handed to the units that own services."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.improvement.actions.hand_to_units import take_note
from otklik.improvement.policies import can_view_pain_maps, can_view_roadmap
from otklik.improvement.queries.paper import effects_of
from otklik.improvement.queries.unit_lists import lines_of_list, list_shown, lists_seen, unit_list_for
from otklik.reporting.pain_papers import render_pain_map, render_unit_list
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.report_files import send_report
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.tabs import improvement_page

FORMATS = (("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF"), ("html", "страница"), ("json", "JSON"))


@staff_page(can_view_pain_maps)
def pain_map_file(request: PageRequest, map_id: int, file_format: str) -> HttpResponse:
    """The map as a file in the decree's columns; `by` groups it as the page does."""
    return send_report(lambda: render_pain_map(request.actor, map_id, file_format, grouping=request.GET.get("by", "")))


@staff_page(can_view_roadmap)
def unit_lists(request: PageRequest) -> HttpResponse:
    """What was handed to which unit, and who took note. Порядок: gatchina 4.4, naryan-mar 4.4"""
    return improvement_page(
        request, "staff/improvement/units/lists.html", "unit_lists", lists=lists_seen(request.actor)
    )


@staff_page(can_view_roadmap)
def unit_list(request: PageRequest, list_id: int) -> HttpResponse:
    """The problems of one unit: what is done about each, the indicator before and after."""
    row = unit_list_for(request.actor, list_id)
    lines = lines_of_list(request.actor, row)
    effects = effects_of([one["measure"] for line in lines for one in line["measures"]])
    return improvement_page(
        request,
        "staff/improvement/units/list.html",
        "unit_lists",
        shown=list_shown(request.actor, row),
        lines=[_with_effects(line, effects) for line in lines],
        formats=FORMATS,
    )


@staff_page(can_view_roadmap)
@require_POST
def unit_list_note(request: PageRequest, list_id: int) -> HttpResponse:
    """The unit has read its list."""
    if act_or_say(request, take_note, actor=request.actor, list_id=list_id):
        messages.success(request, "Отмечено: подразделение ознакомлено.")
    return redirect("staff:unit_list", request.administration.slug, list_id)


@staff_page(can_view_roadmap)
def unit_list_file(request: PageRequest, list_id: int, file_format: str) -> HttpResponse:
    """The list as a file."""
    return send_report(lambda: render_unit_list(request.actor, list_id, file_format))


def _with_effects(line: dict[str, Any], effects: dict[int, Any]) -> dict[str, Any]:
    return line | {"measures": [one | {"effect": effects.get(one["measure"])} for one in line["measures"]]}
