"""Recounting the last days of waiting cases: the preview, the run in the background, what became of it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.catalog.policies import can_manage_catalog
from otklik.intake.actions.recompute_due_dates import queue_recount
from otklik.intake.due_preview import DueRecount, Shift, due_preview, recount, recounts
from otklik.intake.registry import RegistryFilter
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.recount import RecountForm
from otklik.web.staff.office import office_page
from otklik.web.staff.views.registry import registry_url


@dataclass(frozen=True)
class ShownShift:
    """A shift with the registry of the cases that it moves."""

    facts: Shift
    url: str


@staff_page(can_manage_catalog)
def preview(request: PageRequest) -> HttpResponse:
    """Whose last day would move and where to; «Пересчитать» starts the run."""
    initial = {"why": request.GET.get("why", "").replace("\0", "")[:200]}
    form = RecountForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        run = act(form, queue_recount, actor=request.actor, why=form.cleaned_data["why"])
        if run is not None:
            return redirect("staff:recount_run", request.administration.slug, run.pk)
    found = due_preview(request.actor)
    shifts = [ShownShift(shift, _url(request, shift)) for shift in found.shifts]
    context = {"form": form, "found": found, "shifts": shifts, "runs": recounts(request.actor)}
    return office_page(request, "staff/recount/page.html", context)


@staff_page(can_manage_catalog)
def progress(request: PageRequest, run_id: int) -> HttpResponse:
    """How far the run is, then what it changed."""
    run = recount(request.actor, run_id)
    is_moving = run.state in {DueRecount.State.WAITING, DueRecount.State.RUNNING}
    template = "staff/recount/progress.html" if request.htmx else "staff/recount/run.html"
    return office_page(request, template, {"run": run, "is_moving": is_moving})


def _url(request: PageRequest, shift: Shift) -> str:
    chosen = RegistryFilter(queue="open", legal_class=(shift.legal_class,), due_from=shift.before, due_to=shift.before)
    return registry_url(request, chosen)
