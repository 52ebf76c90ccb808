"""Permanent collection: where it is, where it is not, begun for the ticked places; their posters."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from otklik.core.appeals import Audience
from otklik.intake.queries import today_of
from otklik.surveys.actions.start_collection import start_collection
from otklik.surveys.collection import collection_of
from otklik.surveys.launch import sheets
from otklik.surveys.policies import can_run_surveys, can_view_surveys
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.forms import CollectionForm
from otklik.web.staff.surveys.tabs import surveys_page


@staff_page(can_view_surveys)
def collection(request: PageRequest) -> HttpResponse:
    """Every place of the catalogue with its collection or without. Порядок: biysk 3, livny 3."""
    return _show(request, _form(request))


@staff_page(can_run_surveys)
def start(request: PageRequest) -> HttpResponse:
    """Begin it for the ticked places."""
    if request.method != "POST":
        return redirect("staff:collection", request.administration.slug)
    form = _form(request)
    if form.is_valid():
        made = act(
            form,
            start_collection,
            actor=request.actor,
            version_id=int(form.cleaned_data["version"]),
            title=form.cleaned_data["title"],
            keys=request.POST.getlist("places"),
        )
        if made is not None:
            messages.success(request, "Сбор начат. Напечатайте плакаты и повесьте их на местах.")
            return redirect(f"{reverse('staff:collection', args=[request.administration.slug])}#posters")
    return _show(request, form)


def _form(request: PageRequest) -> CollectionForm:
    external = [one for one in request.procedure.surveys if one.audience == Audience.EXTERNAL]
    suiting = sorted(external, key=lambda one: (not one.permanent, one.rates != "element"))
    kind = suiting[0].slug if suiting else ""
    offered = sheets(request.actor, kind=kind, audience=Audience.EXTERNAL.value)
    form = CollectionForm(request.POST if request.method == "POST" else None, actor=request.actor)
    shortest = sorted(offered, key=lambda one: (-one.fit, one.question_count))
    form.set_choices("version", [(one.version_id, one.title) for one in shortest], blank=None)
    return form


def _show(request: PageRequest, form: CollectionForm) -> HttpResponse:
    found = collection_of(request.actor, today_of(request.actor))
    surveys = {link.survey_id: link.survey for point in found.points if (link := point.poster)}
    return surveys_page(
        request,
        "staff/surveys/collection.html",
        "collection",
        found=found,
        surveys=list(surveys.values()),
        form=form,
        ticked=set(request.POST.getlist("places")),
        may_start=can_run_surveys(request.actor),
    )
