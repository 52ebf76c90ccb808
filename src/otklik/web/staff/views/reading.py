"""The reading queue: text at the left, the reader's card at the right; nothing counts as read before it is filled."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from otklik.catalog import queries as catalog
from otklik.intake.actions.classify_item import classify_item, undo_reading
from otklik.intake.policies import can_classify_item
from otklik.intake.reading import ReadingPlace, first_unread, reading_place
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.reading import ReadingForm
from otklik.web.staff.forms.topics import topic_choices


@staff_page(can_classify_item)
def queue(request: PageRequest) -> HttpResponse:
    """Go to the oldest unread item, or say that everything is read."""
    first = first_unread(request.actor)
    if first is None:
        return render(request, "staff/reading/done.html")
    return redirect("staff:reading_item", request.administration.slug, first)


@staff_page(can_classify_item)
def item(request: PageRequest, item_id: int) -> HttpResponse:
    """Read one item; confirming leads to the next, with an undo at hand."""
    place = reading_place(request.actor, item_id)
    form = ReadingForm(
        request.POST if request.method == "POST" else None,
        actor=request.actor,
        item=place.item,
        procedure=request.procedure,
    )
    if request.method == "POST" and form.is_valid():
        act(form, classify_item, actor=request.actor, item_id=item_id, **form.arguments())
        if not form.errors:
            return _to_next(request, place)
    context = {"place": place, "item": place.item, "form": form, "topics": topic_choices(request.actor)}
    return render(request, "staff/reading/item.html", context)


def _to_next(request: PageRequest, place: ReadingPlace) -> HttpResponse:
    slug = request.administration.slug
    undo = reverse("staff:undo_reading", args=[slug, place.item.pk])
    messages.success(request, f"{place.item} прочитано.", extra_tags=undo)
    following = place.next_id or place.previous_id
    return redirect("staff:reading_item", slug, following) if following else redirect("staff:reading", slug)


@staff_page(can_classify_item)
@require_POST
def undo(request: PageRequest, item_id: int) -> HttpResponse:
    """Take the reading back and show the item again."""
    if act_or_say(request, undo_reading, actor=request.actor, item_id=item_id):
        messages.info(request, "Чтение отменено, отзыв снова в очереди.")
    return redirect("staff:reading_item", request.administration.slug, item_id)


@staff_page(can_classify_item)
def topics(request: PageRequest) -> HttpResponse:
    """Topics that hold the typed words, as options for the list under the field."""
    typed = next((str(value) for name, value in request.GET.items() if name.startswith("topic")), "")
    found = catalog.topics_matching(request.administration.pk, timezone.localdate(), typed) if typed.strip() else []
    return render(request, "staff/reading/topics.html", {"topics": [str(topic) for topic in found]})
