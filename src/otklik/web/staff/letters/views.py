"""«Ко мне обратились»: the person's own letters, one letter with its talk, the card of a visit."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from otklik.intake.actions.write_to_leader import reply_to_employee, write_down_visit
from otklik.intake.employee_letters import (
    can_listen_to_employees,
    can_read_letters,
    is_unnamed,
    letter_for,
    letters_to,
    receivers,
    talk_of,
)
from otklik.intake.policies import can_view_internal
from otklik.intake.queries import is_ended
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.letters.forms import ReplyForm, VisitForm
from otklik.web.staff.office import office_page


@staff_page(can_read_letters)
def letters(request: PageRequest) -> HttpResponse:
    """Who turned to this very person: those who wait first. Порядок: murashi 3.2."""
    context = {"letters": letters_to(request.actor), "may_listen": can_listen_to_employees(request.actor)}
    return office_page(request, "staff/letters/list.html", context)


@staff_page(can_read_letters)
def letter(request: PageRequest, item_id: int) -> HttpResponse:
    """One letter with its talk, for its addressee and those with the internal right."""
    found = letter_for(request.actor, item_id)
    form = ReplyForm(request.POST or None, actor=request.actor, initial={"token": secrets.token_hex(16)})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"text": form.cleaned_data["text"], "token": form.cleaned_data["token"]}
        done = act(form, reply_to_employee, actor=request.actor, item_id=item_id, outcome=form.chosen, **given)
        if done:
            messages.success(request, "Отправлено. Автор прочитает это по номеру и коду.")
            return redirect("staff:letter_to_me", request.administration.slug, item_id)
    context = {
        "letter": found,
        "item": found.item,
        "talk": talk_of(found.item),
        "form": form,
        "is_unnamed": is_unnamed(found.item),
        "is_ended": is_ended(found.item),
        "may_open_item": can_view_internal(request.actor),
    }
    return office_page(request, "staff/letters/letter.html", context)


@staff_page(can_listen_to_employees)
def visit(request: PageRequest) -> HttpResponse:
    """Write down what an employee said in person. Порядок: murashi 3.2."""
    offered = receivers(request.administration.pk, timezone.localdate())
    initial = {"token": secrets.token_hex(16), "on": timezone.localdate(), "kind": "proposal"}
    form = VisitForm(
        request.POST or None, actor=request.actor, receivers=offered, time_zone=request.administration.time_zone,
        initial=initial,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {name: form.cleaned_data[name] for name in ("agreed", "is_settled")}
        receipt = act(
            form, write_down_visit, actor=request.actor, incoming=form.incoming(), chosen=form.chosen, **facts
        )
        if receipt:
            return office_page(request, "staff/letters/written.html", {"receipt": receipt})
    return office_page(request, "staff/letters/visit.html", {"form": form})
