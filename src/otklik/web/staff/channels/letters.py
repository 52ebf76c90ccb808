"""«К печати»: letters on paper, from printing to the post's list."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound, RuleBroken
from otklik.core.periods import local_date
from otklik.correspondence.actions.post_letters import post_letters, print_again, print_waiting
from otklik.correspondence.outbox.paper import FORMATS, paper_lines, postal_document, postal_list_page, postal_lists
from otklik.correspondence.outbox.policies import can_post_letters
from otklik.correspondence.outbox.reading import State
from otklik.exporters.registry import exporter
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.letters_form import PostForm
from otklik.web.staff.channels.page import channels_page
from otklik.web.staff.reading_page import ids_of


@staff_page(can_post_letters)
def letters(request: PageRequest) -> HttpResponse:
    """What to print, what to carry to the post, the latest lists."""
    return _show(request, _form(request))


@staff_page(can_post_letters)
@require_POST
def print_all(request: PageRequest) -> HttpResponse:
    """One file of all that waits; the letters move on to «напечатано»."""
    try:
        content = print_waiting(actor=request.actor)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("staff:letters_to_print", request.administration.slug)
    name = f'attachment; filename="pisma-{_today(request):%Y-%m-%d}.pdf"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": name})


@staff_page(can_post_letters)
@require_POST
def post(request: PageRequest) -> HttpResponse:
    """«Отправлено почтой»: the ticked letters, the day, the list's number."""
    form = _form(request, request.POST)
    if form.is_valid():
        listed = act(
            form,
            post_letters,
            actor=request.actor,
            message_ids=ids_of(request.POST.getlist("letter")),
            number=form.cleaned_data["number"],
            posted_on=form.cleaned_data["posted_on"],
        )
        if listed is not None:
            messages.success(request, f"Записано: письма отправлены, реестр № {listed.number}.")
            return redirect("staff:postal_list", request.administration.slug, listed.pk)
    return _show(request, form)


@staff_page(can_post_letters)
@require_POST
def anew(request: PageRequest, message_id: int) -> HttpResponse:
    """A spoiled sheet is printed once more."""
    if act_or_say(request, print_again, actor=request.actor, message_id=message_id):
        messages.success(request, "Письмо снова стоит в «К печати».")
    return redirect("staff:letters_to_print", request.administration.slug)


@staff_page(can_post_letters)
def postal_list(request: PageRequest, list_id: int) -> HttpResponse:
    """One list as a table."""
    listed, found = postal_list_page(request.actor, list_id)
    context: dict[str, Any] = {"listed": listed, "letters": found, "formats": [exporter(slug) for slug in FORMATS]}
    return channels_page(request, "staff/channels/letters/postal_list.html", "letters_to_print", **context)


@staff_page(can_post_letters)
def postal_file(request: PageRequest, list_id: int, file_format: str) -> HttpResponse:
    """The same as a file."""
    if file_format not in FORMATS:
        raise NotFound
    chosen = exporter(file_format)
    content = chosen.render(postal_document(request.actor, list_id))
    name = f'attachment; filename="{chosen.file_name(f"reestr-{list_id}")}"'
    return HttpResponse(content, content_type=chosen.media_type, headers={"Content-Disposition": name})


def _form(request: PageRequest, *data: object) -> PostForm:
    return PostForm(*data, actor=request.actor, initial={"posted_on": _today(request)})


def _today(request: PageRequest) -> date:
    return local_date(timezone.now(), request.administration.time_zone)


def _show(request: PageRequest, form: PostForm) -> HttpResponse:
    ticked = set(request.POST.getlist("letter"))
    context: dict[str, Any] = {
        "waiting": paper_lines(request.actor, State.PRINT),
        "printed": [
            (line, not ticked or str(line.seen.message.pk) in ticked)
            for line in paper_lines(request.actor, State.PRINTED)
        ],
        "lists": postal_lists(request.actor),
        "form": form,
    }
    return channels_page(request, "staff/channels/letters/list.html", "letters_to_print", **context)
