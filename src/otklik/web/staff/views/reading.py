"""The reading queue: text at the left, the reader's card at the right; nothing counts as read before it is filled."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from otklik.catalog import queries as catalog
from otklik.core.russian import count_with_word
from otklik.intake.actions.claim_item import claim_item
from otklik.intake.actions.classify_item import classify_item, undo_reading
from otklik.intake.actions.read_equal_texts import BatchRead, read_equal_texts, undo_batch
from otklik.intake.equal_texts import equal_texts
from otklik.intake.marks import marks_of
from otklik.intake.originals import shown_text
from otklik.intake.policies import can_classify_item
from otklik.intake.queries import FeedbackItem
from otklik.intake.reading import ReadingPlace, first_unread, following_id, item_to_read, reading_place
from otklik.intake.readings import live_reading, meanwhile, undone_by
from otklik.intake.second_readings import difference_count, is_open_for_second, second_count
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.reading import ReadingForm, arguments
from otklik.web.staff.office import menu_of
from otklik.web.staff.reading_page import ids_of, number_of, reading_page

READ = ("сообщение", "сообщения", "сообщений")


@staff_page(can_classify_item)
def queue(request: PageRequest) -> HttpResponse:
    """Go to the oldest unread item, or say that everything is read and what else a reader may do."""
    first = first_unread(request.actor)
    if first is None:
        counts = {"seconds": second_count(request.actor), "differences": difference_count(request.actor)}
        return render(request, "staff/reading/done.html", {**counts, "menus": menu_of(request, "Чтение")})
    return redirect("staff:reading_item", request.administration.slug, first)


@staff_page(can_classify_item)
def item(request: PageRequest, item_id: int) -> HttpResponse:
    """Read one item; confirming leads to the next, with an undo at hand."""
    if is_open_for_second(request.actor, item_id):
        return redirect("staff:second_reading_item", request.administration.slug, item_id)
    if request.method != "POST":
        place = reading_place(request.actor, item_id)
        claim_item(actor=request.actor, item_id=item_id)
        return _show(request, place, _form(request, place.item))
    found = item_to_read(request.actor, item_id)
    form = _form(request, found)
    if form.is_valid() and _confirm(request, form, item_id):
        return _to_next(request, found)
    return _show(request, reading_place(request.actor, item_id), form)


def _form(request: PageRequest, found: FeedbackItem, *, is_blank: bool = False) -> ReadingForm:
    undone = undone_by(request.actor, found.pk) if found.read_at is None else None
    return ReadingForm(
        request.POST if request.method == "POST" and not is_blank else None,
        actor=request.actor,
        item=found,
        procedure=request.procedure,
        marks=undone or marks_of(found),
    )


def _confirm(request: PageRequest, form: ReadingForm, item_id: int) -> bool:
    """Keep the reading and say so, with the address that undoes it; False when a rule forbids it."""
    given: dict[str, Any] = {"actor": request.actor, "item_id": item_id, "seen": number_of(request.POST.get("seen"))}
    marks, slug = form.chosen(), request.administration.slug
    if others := ids_of(request.POST.getlist("equal")) if "batch" in request.POST else []:
        batch = act(form, read_equal_texts, marks=marks, other_ids=others, **given)
        if batch:
            undo_url = reverse("staff:undo_reading_batch", args=[slug, batch.batch])
            messages.success(request, _batch_words(batch), extra_tags=undo_url)
        return batch is not None
    found = act(form, classify_item, **given, **arguments(marks))
    if found:
        undo_url = reverse("staff:undo_reading", args=[slug, item_id])
        messages.success(request, f"{found} прочитано.", extra_tags=undo_url)
    return found is not None


def _batch_words(done: BatchRead) -> str:
    passed = f" Ещё {count_with_word(done.passed_count, *READ)} успели прочитать другие." if done.passed_count else ""
    return f"Прочитано одинаковых: {count_with_word(done.read_count, *READ)}.{passed}"


def _to_next(request: PageRequest, read: FeedbackItem) -> HttpResponse:
    """The next text at once: with htmx it comes in the same answer, else by a redirect."""
    slug, following = request.administration.slug, following_id(request.actor, read)
    if following is None:
        return _leave(request, reverse("staff:reading", args=[slug]))
    address = reverse("staff:reading_item", args=[slug, following])
    if not request.htmx:
        return redirect(address)
    claim_item(actor=request.actor, item_id=following)
    ahead = reading_place(request.actor, following)
    response = _show(request, ahead, _form(request, ahead.item, is_blank=True), read_id=read.pk)
    response["HX-Push-Url"] = address
    return response


def _leave(request: PageRequest, address: str) -> HttpResponse:
    if not request.htmx:
        return redirect(address)
    return HttpResponse(headers={"HX-Redirect": address})


def _show(request: PageRequest, place: ReadingPlace, form: ReadingForm, read_id: int | None = None) -> HttpResponse:
    latest = live_reading(place.item.pk)
    seen = number_of(request.POST.get("seen")) if form.is_bound else None
    context: dict[str, Any] = {
        "seen": latest.pk if latest else 0,
        "changed": meanwhile(request.actor, place.item.pk, seen) if seen is not None else None,
        "draft": f"reading.{place.item.pk}",
        "read_id": read_id,
        "seconds": second_count(request.actor),
        "ticked": ids_of(request.POST.getlist("equal")) if form.is_bound else [],
    }
    return reading_page(request, place, form, context)


@staff_page(can_classify_item)
@require_POST
def undo(request: PageRequest, item_id: int) -> HttpResponse:
    """Take the reading back and show the item again."""
    if act_or_say(request, undo_reading, actor=request.actor, item_id=item_id):
        messages.info(request, "Чтение отменено, отзыв снова в очереди. Отметки остались в карточке.")
    return redirect("staff:reading_item", request.administration.slug, item_id)


@staff_page(can_classify_item)
@require_POST
def undo_equal(request: PageRequest, batch: UUID) -> HttpResponse:
    """Take a whole batch back."""
    if act_or_say(request, undo_batch, actor=request.actor, batch=batch):
        messages.info(request, "Чтение одинаковых текстов отменено, все они снова в очереди.")
    return redirect("staff:reading", request.administration.slug)


@staff_page(can_classify_item)
def equal(request: PageRequest, item_id: int) -> HttpResponse:
    """Unread items of the same text, for the card's foot; asked for after the page is shown."""
    found = item_to_read(request.actor, item_id)
    ticked = set(ids_of(request.GET.getlist("ticked")))
    rows = [
        {"item": one, "place": shown_text(found, one.place), "ticked": not ticked or one.pk in ticked}
        for one in equal_texts(request.actor, found)
    ]
    return render(request, "staff/reading/equal.html", {"rows": rows, "item": found})


@staff_page(can_classify_item)
def topics(request: PageRequest) -> HttpResponse:
    """Topics that hold the typed words, as options for the list under the field."""
    typed = next((str(value) for name, value in request.GET.items() if name.startswith("topic")), "")
    found = catalog.topics_matching(request.administration.pk, timezone.localdate(), typed) if typed.strip() else []
    template = "staff/reading/topic_options.html" if "list" in request.GET else "staff/reading/topics.html"
    return render(request, template, {"topics": [str(topic) for topic in found], "typed": typed.strip()})
