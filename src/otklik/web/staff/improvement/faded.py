"""Pains that have faded from the maps, and telling them removed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.improvement.actions.close_faded import close_faded
from otklik.improvement.policies import can_draft_pain_map, can_view_pain_maps
from otklik.improvement.queries.faded import faded_pains
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.tabs import improvement_page


@staff_page(can_view_pain_maps)
def faded(request: PageRequest) -> HttpResponse:
    """Open pains below the threshold for two quarters. Порядок: murashi 5.16, livny 4."""
    threshold, pains = faded_pains(request.actor)
    may_close = can_draft_pain_map(request.actor)
    template = "staff/improvement/effects/faded.html"
    return improvement_page(request, template, "faded_pains", threshold=threshold, pains=pains, may_close=may_close)


@staff_page(can_draft_pain_map)
@require_POST
def close(request: PageRequest, pain_id: int) -> HttpResponse:
    """Tell one removed."""
    reason = request.POST.get("reason", "")
    if act_or_say(request, close_faded, actor=request.actor, pain_id=pain_id, reason=reason):
        messages.success(request, "Боль отмечена устранённой. Если о ней снова сообщат, она откроется сама.")
    return redirect("staff:faded_pains", request.administration.slug)
