"""The office's page of the rules of placement."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from otklik.procedures.publication import rulings
from otklik.publishing.actions.change_placement import change_placement
from otklik.publishing.placement import PlacementInForce, placement_of
from otklik.publishing.policies import can_change_placement
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.publishing.forms import PlacementForm
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_change_placement)
def placement(request: PageRequest) -> HttpResponse:
    """Forms, methods, how often, criteria and the list of withheld. Порядок: biysk 3, livny 3."""
    found = placement_of(request.actor.administration_id, request.actor.administration_slug)
    if found is None:
        raise Http404
    choices = [(one.artifact, one.title) for one in rulings(request.procedure) if not one.must]
    form = PlacementForm(request.POST or None, actor=request.actor, initial=_initial(found), choices=choices)
    if request.method == "POST" and form.is_valid() and _keep(request, form):
        messages.success(request, "Новая редакция действует с сегодняшнего дня и уже видна жителям.")
        return redirect("staff:placement", request.administration.slug)
    return reports_page(request, "staff/publishing/placement.html", "placement", rules=found, form=form)


def _keep(request: PageRequest, form: PlacementForm) -> bool:
    return act(form, change_placement, **_given(request, form)) is not None


def _initial(found: PlacementInForce) -> dict[str, object]:
    return {
        "forms_text": "\n".join(found.forms),
        "methods_text": "\n".join(found.methods),
        "every": found.every,
        "criteria_text": "\n".join(found.criteria),
        "minimum_count": found.minimum_count,
        "withheld_text": "\n".join(found.withheld),
        "withheld_artifacts": list(found.withheld_artifacts),
    }


def _given(request: PageRequest, form: PlacementForm) -> dict[str, object]:
    said = form.cleaned_data
    return {
        "actor": request.actor,
        "forms": said["forms_text"].splitlines(),
        "methods": said["methods_text"].splitlines(),
        "every": said["every"],
        "criteria": said["criteria_text"].splitlines(),
        "withheld": said["withheld_text"].splitlines(),
        "withheld_artifacts": said["withheld_artifacts"],
        "minimum_count": said["minimum_count"],
    }
