"""Deciding an item of a review. Порядок: livny 4"""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound
from otklik.reporting.actions.decide_item import (
    decide_by_known_measure,
    decide_by_new_measure,
    refuse_item,
    undo_decision,
)
from otklik.reporting.reviews.access import review_for
from otklik.reporting.reviews.payload import shown_payload
from otklik.reporting.reviews.policies import can_keep_reviews
from otklik.reporting.reviews.queries import known_measures
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reports.review_forms import KnownMeasureForm, NewMeasureForm, RefusalForm
from otklik.web.staff.reports.tabs import reports_page

PLACE = "reviews"


@staff_page(can_keep_reviews)
def decide(request: PageRequest, review_id: int, item_id: int) -> HttpResponse:
    """Three ways: a new measure, a measure that stands already, a refusal; `way` says which was sent."""
    item = _item(request, review_id, item_id)
    measures = known_measures(request.actor, item["pain_id"])
    way = request.POST.get("way", "")
    forms: dict[str, Form] = {
        "new": NewMeasureForm(request.POST if way == "new" else None, actor=request.actor),
        "known": KnownMeasureForm(request.POST if way == "known" else None, actor=request.actor, measures=measures),
        "refusal": RefusalForm(request.POST if way == "refusal" else None, actor=request.actor),
    }
    if way in forms and forms[way].is_valid() and _decide(request, review_id, item_id, way, forms[way]):
        messages.success(request, "Решение записано.")
        return redirect("staff:review", request.administration.slug, review_id)
    return reports_page(
        request,
        "staff/reports/reviews/decide.html",
        PLACE,
        status=422 if way else 200,
        review=review_for(request.actor, review_id),
        one=item,
        new_form=forms["new"],
        known_form=forms["known"],
        refusal_form=forms["refusal"],
        way=way,
        has_measures=bool(measures),
    )


@staff_page(can_keep_reviews)
@require_POST
def undo(request: PageRequest, review_id: int, item_id: int) -> HttpResponse:
    """The item is open again."""
    act_or_say(request, undo_decision, actor=request.actor, review_id=review_id, item_id=item_id)
    return redirect("staff:review", request.administration.slug, review_id)


def _decide(request: PageRequest, review_id: int, item_id: int, way: str, form: Any) -> bool:
    place = {"actor": request.actor, "review_id": review_id, "item_id": item_id}
    said = form.cleaned_data
    if way == "new":
        told = {"plan": form.plan(), "addressee": said["addressee"], "reason": said["reason"]}
        return act(form, decide_by_new_measure, **place, **told) is not None
    if way == "known":
        told = {"measure_id": int(said["measure_id"]), "reason": said["reason"]}
        return act(form, decide_by_known_measure, **place, **told) is not None
    return act(form, refuse_item, **place, reason=said["reason"]) is not None


def _item(request: PageRequest, review_id: int, item_id: int) -> dict[str, Any]:
    payload = shown_payload(request.actor, review_for(request.actor, review_id))
    found = next((one for one in payload["items"] if one["id"] == item_id), None)
    if found is None:
        raise NotFound
    return dict(found)
