"""The load of specialists: who has how much, and sending on what is too much."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.russian import count_with_word
from otklik.intake.actions.assign_items import assign_items
from otklik.intake.load import own_unit, person_items, unit_loads, units_to_choose
from otklik.intake.policies import can_view_load
from otklik.intake.queries import today_of
from otklik.intake.registry import ID_DIGITS
from otklik.intake.registry_page import names_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import optional_int
from otklik.web.staff.forms.registry import AssignManyForm
from otklik.web.staff.lines import line_of
from otklik.web.staff.office import office_page


@staff_page(can_view_load)
def load(request: PageRequest) -> HttpResponse:
    """Units with their people; `department` of the address narrows to one, «all» shows every one."""
    asked = request.GET.get("department", "")
    chosen = _number(asked) if asked else own_unit(request.actor)
    context = {
        "units": unit_loads(request.actor, chosen),
        "chosen": chosen,
        "choices": units_to_choose(request.actor),
        "today": today_of(request.actor),
    }
    return office_page(request, "staff/load/page.html", context)


@staff_page(can_view_load)
def person(request: PageRequest, user_id: int) -> HttpResponse:
    """What one person has, with boxes to tick."""
    return _person(request, user_id, AssignManyForm(actor=request.actor))


@staff_page(can_view_load)
@require_POST
def reassign(request: PageRequest, user_id: int) -> HttpResponse:
    """Send the ticked items to another person or unit."""
    person_items(request.actor, user_id)
    form = AssignManyForm(request.POST, actor=request.actor)
    ticked = [number for value in request.POST.getlist("items") if (number := _number(value)) is not None]
    if form.is_valid():
        said = form.cleaned_data
        to = {"department_id": optional_int(said["department"]), "assignee_id": optional_int(said["assignee"])}
        done = act(form, assign_items, actor=request.actor, item_ids=ticked, **to)
        if done is not None:
            messages.success(request, f"Передано: {count_with_word(done, 'дело', 'дела', 'дел')}.")
            return redirect("staff:load_person", request.administration.slug, user_id)
    for error in (error for errors in form.errors.values() for error in errors):
        messages.error(request, str(error))
    return _person(request, user_id, form, frozenset(ticked))


def _person(
    request: PageRequest, user_id: int, form: AssignManyForm, ticked: frozenset[int] = frozenset()
) -> HttpResponse:
    found, items = person_items(request.actor, user_id)
    names, today = names_of(request.administration.pk), today_of(request.actor)
    lines = [line_of(item, names, today) for item in items]
    context = {"person": found, "lines": lines, "assign_form": form, "ticked": ticked}
    return office_page(request, "staff/load/person.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= ID_DIGITS else None
