"""Second readings: another person reads without seeing the first marks; differences are settled afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.intake.actions.read_second import agree_with_other, read_second, settle_readings
from otklik.intake.marks import Marks
from otklik.intake.policies import can_classify_item
from otklik.intake.reading import ReadingPlace
from otklik.intake.readings import ground_of
from otklik.intake.second_readings import (
    Comparison,
    comparison,
    differences_open,
    first_for_second,
    second_place,
    settling_place,
)
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.reading import ReadingForm
from otklik.web.staff.office import office_page
from otklik.web.staff.reading_page import reading_page


@staff_page(can_classify_item)
def queue(request: PageRequest) -> HttpResponse:
    """Go to the oldest item that waits for this person's second reading, or say that none does."""
    first = first_for_second(request.actor)
    if first is None:
        return render(request, "staff/reading/second_done.html")
    return redirect("staff:second_reading_item", request.administration.slug, first)


@staff_page(can_classify_item)
def item(request: PageRequest, item_id: int) -> HttpResponse:
    """Read as the second: the card is blank, whatever the first reader gave."""
    place = second_place(request.actor, item_id)
    form = _form(request, place)
    if request.method == "POST" and form.is_valid():
        done = act(form, read_second, actor=request.actor, item_id=item_id, marks=form.chosen())
        if done is not None:
            messages.success(request, "Второе чтение записано.")
            following = place.next_id or place.previous_id
            name, given = ("second_reading_item", [following]) if following else ("second_reading", [])
            return _go(request, reverse(f"staff:{name}", args=[request.administration.slug, *given]))
    context: dict[str, Any] = {"draft": f"second.{item_id}", "read_id": None, "seen": 0}
    return reading_page(request, place, form, context, is_second=True)


def _form(request: PageRequest, place: ReadingPlace, marks: Marks | None = None) -> ReadingForm:
    return ReadingForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        item=place.item,
        procedure=request.procedure,
        marks=marks or ground_of(place.item),
    )


def _go(request: PageRequest, address: str) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)


@staff_page(can_classify_item)
def differences(request: PageRequest) -> HttpResponse:
    """Where two readers judged differently and nobody has decided yet."""
    rows = [{"one": one, "role": _role(request, one)} for one in differences_open(request.actor)]
    return office_page(request, "staff/reading/differences.html", {"rows": rows})


@staff_page(can_classify_item)
def settle(request: PageRequest, item_id: int) -> HttpResponse:
    """Both readings side by side; a third decides by a card that begins with the second's marks."""
    found = comparison(request.actor, item_id)
    place = settling_place(request.actor, item_id)
    form = _form(request, place, found.second)
    if request.method == "POST" and form.is_valid():
        done = act(form, settle_readings, actor=request.actor, item_id=item_id, marks=form.chosen())
        if done is not None:
            messages.success(request, "Решено: отметки записаны.")
            return _go(request, reverse("staff:reading_differences", args=[request.administration.slug]))
    context = {"draft": f"settle.{item_id}", "compared": found, "role": _role(request, found), "seen": 0}
    return reading_page(request, place, form, context, is_second=True)


@staff_page(can_classify_item)
@require_POST
def agree(request: PageRequest, item_id: int) -> HttpResponse:
    """One of the two takes the other's marks."""
    if act_or_say(request, agree_with_other, actor=request.actor, item_id=item_id):
        messages.success(request, "Вы согласились с другим читателем: записаны его отметки.")
    return redirect("staff:reading_differences", request.administration.slug)


def _role(request: PageRequest, found: Comparison) -> str:
    """«first», «second» or «third»: what the person may do about the difference; «done» when it is settled."""
    if found.pair.state != found.pair.State.DIFFERS:
        return "done"
    own = request.actor.user_id
    if own == found.pair.first.reader_id:
        return "first"
    return "second" if found.pair.second and own == found.pair.second.reader_id else "third"
