"""How well the program suggests, learning at once, and texts that came in numbers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.analysis.actions.learn_from_decisions import ask_for_learning
from otklik.analysis.policies import can_learn_from_decisions, can_view_mass_texts, can_view_suggestion_quality
from otklik.analysis.text.mass_texts import mass_texts
from otklik.analysis.text.quality import suggestion_quality
from otklik.intake.policies import can_classify_item
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.office import office_page


@staff_page(can_view_suggestion_quality)
def quality(request: PageRequest) -> HttpResponse:
    """The quality card; «label» in the address chooses whose weeks are shown. Порядок: murashi 5.11."""
    context = {
        "quality": suggestion_quality(request.actor, request.GET.get("label", "")),
        "may_learn": can_learn_from_decisions(request.actor),
    }
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "staff/suggestions/progress.html", context)
    return office_page(request, "staff/suggestions/quality.html", context)


@staff_page(can_learn_from_decisions)
@require_POST
def learn_now(request: PageRequest) -> HttpResponse:
    """Send the learning to the background."""
    if act_or_say(request, ask_for_learning, actor=request.actor):
        messages.success(request, "Обучение начато: оно идёт в фоне, работе не мешает.")
    return redirect("staff:suggestion_quality", request.administration.slug)


@staff_page(can_view_mass_texts)
def mass(request: PageRequest) -> HttpResponse:
    """Groups of near-equal texts over channels, with the way to read them together."""
    groups, found_on = mass_texts(request.actor)
    context = {"groups": groups, "found_on": found_on, "may_read": can_classify_item(request.actor)}
    return office_page(request, "staff/suggestions/mass.html", context)
