"""The card of a visit: who comes, what is known of the person, the questions and what they ended with; on paper too."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.core.reception import VisitState
from otklik.intake.queries import today_of
from otklik.reception.actions.change_visit import MOVABLE
from otklik.reception.actions.erase_visitor import erase_visitor
from otklik.reception.actions.record_visit import record_visit
from otklik.reception.policies import (
    can_book_visit,
    can_erase_visit_contact,
    can_hold_visit,
    can_view_reception,
)
from otklik.reception.queries import Visit, history_of, visit_page
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.kept_files import signed, take_uploads
from otklik.web.staff.reception.booking import code_of
from otklik.web.staff.reception.card_form import VisitCardForm

REGISTERED = "visit-registered"
TYPED = ("text_", "explanation_")
STILL_OPEN = (VisitState.BOOKED, VisitState.CAME, VisitState.ABSENT)


@staff_page(can_hold_visit)
def visit(request: PageRequest, visit_id: int) -> HttpResponse:
    """See the visit; fill in its card on the day. Источник: 59-ФЗ, статья 13."""
    found = visit_page(request.actor, visit_id)
    if request.method != "POST":
        contact = getattr(found, "contact", None)
        initial = {"text_1": found.topic, "address": contact.address if contact else "", "agreed_orally": False}
        return _show(request, found, VisitCardForm(actor=request.actor, initial=initial))
    form = VisitCardForm(request.POST, request.FILES, actor=request.actor)
    valid = form.is_valid()
    files = take_uploads(request, form)
    if valid and not form.errors:
        given = {**form.facts(), "files": files}
        recorded = act(form, record_visit, actor=request.actor, visit_id=visit_id, **given)
        if recorded is not None:
            codes = {str(one.receipt.item_id): one.receipt.tracking_code for one in recorded}
            request.session[REGISTERED] = {"visit": visit_id, "codes": codes}
            messages.success(request, "Карточка приёма записана.")
            return redirect("staff:visit", request.administration.slug, visit_id)
        found = visit_page(request.actor, visit_id)  # somebody else may have filled it in meanwhile
    if found.held_at:
        return _held_before(request, found)
    return _show(request, found, form, kept=files, kept_signed=signed(request, files))


def _held_before(request: PageRequest, found: Visit) -> HttpResponse:
    """The second of two on one card sees what the first wrote, and the own words; a double click sees the card."""
    given = (str(text).strip() for name, text in request.POST.items() if name.startswith(TYPED))
    typed = [text for text in given if text]
    stored = {words.strip() for row in found.questions.all() for words in (row.text, row.explanation)}
    if set(typed) <= stored:
        return redirect("staff:visit", request.administration.slug, found.pk)
    return _show(request, found, VisitCardForm(actor=request.actor), typed=typed)


def _show(request: PageRequest, found: Visit, form: VisitCardForm, **more: Any) -> HttpResponse:
    today, actor = today_of(request.actor), request.actor
    is_open = found.held_at is None and found.state in STILL_OPEN
    context = {
        "visit": found,
        "contact": getattr(found, "contact", None),
        "form": form,
        "history": history_of(actor, found),
        "code": code_of(request, found.pk) if found.state == VisitState.BOOKED else "",
        "codes": _codes(request, found),
        "may_fill": is_open and found.on <= today,
        "is_ahead": found.on > today,
        "may_move": can_book_visit(actor) and found.held_at is None and found.state in MOVABLE,
        "may_cancel": can_book_visit(actor) and found.held_at is None and found.state == VisitState.BOOKED,
        "may_erase": can_erase_visit_contact(actor),
        **more,
    }
    return render(request, "staff/reception/visit.html", context)


def _codes(request: PageRequest, found: Visit) -> dict[int, str]:
    """Secret codes of what was registered a moment ago: they are shown and printed only now."""
    kept = request.session.get(REGISTERED, {})
    if kept.get("visit") != found.pk:
        return {}
    return {int(item_id): code for item_id, code in kept["codes"].items()}


@staff_page(can_view_reception)
def paper(request: PageRequest, visit_id: int) -> HttpResponse:
    """«Карточка личного приёма» on one sheet, with the receipt for what was registered."""
    found = visit_page(request.actor, visit_id)
    context = {"visit": found, "contact": getattr(found, "contact", None), "codes": _codes(request, found)}
    return render(request, "staff/reception/paper.html", context)


@staff_page(can_erase_visit_contact)
@require_POST
def erase(request: PageRequest, visit_id: int) -> HttpResponse:
    """Forget the person for ever; the count stays."""
    if act_or_say(request, erase_visitor, actor=request.actor, visit_id=visit_id):
        messages.success(request, "Данные посетителя стёрты.")
    if can_view_reception(request.actor):
        return redirect("staff:visit", request.administration.slug, visit_id)
    return redirect("staff:desk", request.administration.slug)
