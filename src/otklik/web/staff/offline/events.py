"""Events for gathering opinions: the list, the card, the grid of what was said, the summary."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import open_file
from otklik.core.russian import count_with_word
from otklik.intake.queries import today_of
from otklik.offline.actions.keep_event import add_opinions, keep_event, remove_event_file
from otklik.offline.events import by_quarter, event_file, has_channel, opinions, summary_of
from otklik.offline.events import event as event_of
from otklik.offline.events import events as events_of
from otklik.offline.policies import can_keep_events
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.topics import topic_choices
from otklik.web.staff.kept_files import signed, take_uploads
from otklik.web.staff.offline.event_forms import EventForm, OpinionGrid, key_of
from otklik.web.staff.offline.tabs import offline_page

MOST_OPINIONS_SHOWN = 200


@staff_page(can_keep_events)
def events(request: PageRequest) -> HttpResponse:
    """Events and their figures by quarter. Порядок: murashi 2.2."""
    return offline_page(
        request,
        "events",
        "events",
        events=events_of(request.actor),
        quarters=by_quarter(request.actor, today_of(request.actor)),
        has_channel=has_channel(request.actor),
    )


@staff_page(can_keep_events)
def edit(request: PageRequest, event_id: int | None = None) -> HttpResponse:
    """The card of a new event, or of one that is changed."""
    found = event_of(request.actor, event_id) if event_id else None
    initial = _facts(found) if found else {"key": uuid4(), "on": today_of(request.actor)}
    typed = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EventForm(*typed, actor=request.actor, initial=initial)
    files: tuple[Any, ...] = ()
    if request.method == "POST":
        form.is_valid()
        files = take_uploads(request, form)
        kept = None if form.errors else _keep(request, form, event_id, files)
        if kept is not None:
            return redirect("staff:event", request.administration.slug, kept)
    context = {"form": form, "event": found, "kept": files, "kept_signed": signed(request, files)}
    return offline_page(request, "event_form", "events", **context)


def _keep(request: PageRequest, form: EventForm, event_id: int | None, files: tuple[Any, ...]) -> int | None:
    kept = act(form, keep_event, actor=request.actor, facts=form.facts(), event_id=event_id, files=files)
    return kept.pk if kept else None


def _facts(event: Any) -> dict[str, Any]:
    names = ("title", "on", "place", "purpose", "organizer_id", "participant_count")
    listed = "\n".join(one.name for one in event.participants.all())
    return {**{name: getattr(event, name) for name in names}, "participants": listed, "key": event.request_key}


@staff_page(can_keep_events)
def event(request: PageRequest, event_id: int) -> HttpResponse:
    """What the event was, what was said there, and more to enter."""
    found = event_of(request.actor, event_id)
    grid, key = OpinionGrid(request.actor), uuid4()
    if request.method == "POST":
        grid, sent = OpinionGrid(request.actor, request.POST.dict()), key_of(request.POST.get("key", ""))
        key = sent or key
        if _add(request, event_id, grid, key):
            return redirect("staff:event", request.administration.slug, event_id)
    said = opinions(request.actor, found)[:MOST_OPINIONS_SHOWN]
    return offline_page(
        request,
        "event",
        "events",
        event=found,
        grid=grid,
        key=key,
        summary=summary_of(request.actor, found),
        opinions=said,
        topics=topic_choices(request.actor),
    )


def _add(request: PageRequest, event_id: int, grid: OpinionGrid, key: Any) -> bool:
    voiced = grid.voiced()
    if grid.is_broken:
        messages.error(request, "Ничего ещё не внесено: поправьте отмеченные строки. Всё набранное сохранено.")
        return False
    try:
        count = add_opinions(actor=request.actor, event_id=event_id, key=key, voiced=voiced)
    except NotFound:
        raise
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return False
    told = count_with_word(count, "мнение", "мнения", "мнений") if count else ""
    messages.success(request, f"Внесено: {told}." if told else "Эти мнения уже внесены, второй раз не приняты.")
    return True


@staff_page(can_keep_events)
def file(request: PageRequest, event_id: int, file_id: int) -> HttpResponseBase:
    """A photo or a protocol; a download, as every file."""
    stored = event_file(request.actor, event_id, file_id)
    answer = FileResponse(open_file(stored), as_attachment=True, filename=stored.name)
    answer["Content-Type"] = "application/octet-stream"
    return answer


@staff_page(can_keep_events)
@require_POST
def remove_file(request: PageRequest, event_id: int, file_id: int) -> HttpResponse:
    """Take a file off the card."""
    remove_event_file(actor=request.actor, event_id=event_id, file_id=file_id)
    messages.success(request, "Файл убран.")
    return redirect("staff:event", request.administration.slug, event_id)
