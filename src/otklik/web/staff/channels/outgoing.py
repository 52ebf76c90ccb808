"""«Исходящие»: everything that leaves, whether it arrived, and what a person decides about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.catalog.policies import can_manage_catalog
from otklik.correspondence.actions import settle_outgoing
from otklik.correspondence.outbox.policies import can_post_letters, can_settle_outbox, can_view_outbox
from otklik.correspondence.outbox.reading import (
    ID_DIGITS,
    MAIL,
    MOST_COUNTED,
    PAPER,
    OutboxFilter,
    State,
    connections_of,
    message_page,
    outbox_counts,
    outbox_page,
)
from otklik.correspondence.outbox.repeating import MAIL_TITLE, repeatable
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page

TONES = {State.SENT: "done", State.FAILED: "late", State.UNCERTAIN: "soon", State.PRINT: "soon"}


@staff_page(can_view_outbox)
def outbox(request: PageRequest) -> HttpResponse:
    """The list under its filter, newest first."""
    chosen = OutboxFilter.parse(request.GET.urlencode())
    page = outbox_page(request.actor, chosen)
    address = reverse("staff:outbox", args=[request.administration.slug])
    connections = connections_of(request.actor)
    context: dict[str, Any] = {
        "lines": [{"line": line, "tone": TONES.get(State(line.message.state), "plain")} for line in page.lines],
        "chosen": chosen,
        "counts": [
            (state, f"{count}+" if count == MOST_COUNTED else count)
            for state, count in outbox_counts(request.actor)
            if count
        ],
        "states": State.choices,
        "ways": [
            *((str(one.pk), one.title) for one in connections),
            (MAIL, MAIL_TITLE),
            (PAPER, "Письма на бумаге"),
        ],
        "next_url": f"{address}?{page.following}" if page.following else "",
        "may_post": can_post_letters(request.actor),
        "repeat_way": _way_to_repeat(request, chosen),
        "may_quiet": can_manage_catalog(request.actor),
    }
    return channels_page(request, "staff/channels/outbox/list.html", "outbox", **context)


@staff_page(can_view_outbox)
def message(request: PageRequest, message_id: int) -> HttpResponse:
    """One message: its words for who works with them, its attempts, what can be done."""
    line = message_page(request.actor, message_id)
    context: dict[str, Any] = {
        "line": line,
        "tone": TONES.get(State(line.message.state), "plain"),
        "may_settle": can_settle_outbox(request.actor),
        "can_again": not line.message.is_paper and line.message.state in {State.WAITING, State.FAILED, State.UNCERTAIN},
        "can_cancel": line.message.state in line.message.NOT_LEFT,
        "is_uncertain": line.message.state == State.UNCERTAIN,
    }
    return channels_page(request, "staff/channels/outbox/message.html", "outbox", **context)


@staff_page(can_settle_outbox)
@require_POST
def again(request: PageRequest, message_id: int) -> HttpResponse:
    """Try now."""
    return _decide(request, settle_outgoing.send_again, message_id, "Отправляем ещё раз.")


@staff_page(can_settle_outbox)
@require_POST
def cancel(request: PageRequest, message_id: int) -> HttpResponse:
    """It shall not leave."""
    return _decide(request, settle_outgoing.cancel_message, message_id, "Сообщение отменено: оно не уйдёт.")


@staff_page(can_settle_outbox)
@require_POST
def arrived(request: PageRequest, message_id: int) -> HttpResponse:
    """Somebody looked at the other side: it is there."""
    return _decide(request, settle_outgoing.confirm_arrival, message_id, "Отмечено: сообщение дошло.")


@staff_page(can_settle_outbox)
def repeat(request: PageRequest, way: str) -> HttpResponse:
    """«Повторить все неудавшиеся»: how many and since when, then, once confirmed, all of them."""
    found = repeatable(request.actor, way)
    if request.method == "POST":
        until = _number(request.POST.get("until", ""))
        if act_or_say(request, settle_outgoing.send_failed_again, actor=request.actor, way=way, until=until):
            messages.success(request, "Неудавшиеся сообщения отправляем ещё раз.")
        response = redirect("staff:outbox", request.administration.slug)
        response["Location"] += f"?way={way}"
        return response
    return channels_page(request, "staff/channels/outbox/repeat.html", "outbox", found=found)


def _way_to_repeat(request: PageRequest, chosen: OutboxFilter) -> str:
    """The way whose failed ones the list shows, for who may send them again."""
    is_shown = chosen.state == State.FAILED and chosen.way not in {"", PAPER}
    return chosen.way if is_shown and can_settle_outbox(request.actor) else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= ID_DIGITS else 0


def _decide(request: PageRequest, action: Callable[..., None], message_id: int, said: str) -> HttpResponse:
    if act_or_say(request, action, actor=request.actor, message_id=message_id):
        messages.success(request, said)
    return redirect("staff:outgoing_message", request.administration.slug, message_id)
