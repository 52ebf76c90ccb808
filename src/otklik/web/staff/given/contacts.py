"""Contacts that respondents left: who wants to know what changed, and who has been told."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.surveys import contacts as left
from otklik.surveys.actions.leave_contact import erase_contact, mark_told
from otklik.surveys.policies import can_manage_contacts
from otklik.web.shared.acting import act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.surveys.tabs import surveys_page

SHOWN = 200


@staff_page(can_manage_contacts)
def contacts(request: PageRequest) -> HttpResponse:
    """The untold first. Порядок: murashi 2.4."""
    found = list(left.contacts(request.actor)[: SHOWN + 1])
    context: dict[str, Any] = {"contacts": found[:SHOWN], "has_more": len(found) > SHOWN, "shown": SHOWN}
    return surveys_page(request, "staff/given/contacts.html", "survey_contacts", **context)


@staff_page(can_manage_contacts)
@require_POST
def told(request: PageRequest, contact_id: int) -> HttpResponse:
    """Mark as told, or take the mark back."""
    facts: dict[str, Any] = {
        "contact_id": contact_id,
        "how": request.POST.get("how", ""),
        "is_told": "undo" not in request.POST,
    }
    if act_or_say(request, mark_told, actor=request.actor, **facts):
        messages.success(request, "Отмечено." if facts["is_told"] else "Отметка снята.")
    return redirect("staff:survey_contacts", request.administration.slug)


@staff_page(can_manage_contacts)
@require_POST
def erase(request: PageRequest, contact_id: int) -> HttpResponse:
    """Erase one contact for ever."""
    if act_or_say(request, erase_contact, actor=request.actor, contact_id=contact_id):
        messages.success(request, "Контакт стёрт.")
    return redirect("staff:survey_contacts", request.administration.slug)
