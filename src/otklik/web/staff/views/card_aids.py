"""What helps while a card is typed: applicants, questions, its draft, scans. All of it without script too."""

import json
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.base.errors import RuleBroken
from otklik.base.scan_folder import open_scan
from otklik.core.addresses import read_address
from otklik.core.check_digits import digits_of, inn_is_valid
from otklik.intake.actions.keep_card_draft import drop_card_draft
from otklik.intake.applicants import FIELDS, Applicant, applicant_of_item, show_applicants
from otklik.intake.policies import can_register_item
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.card_page import CardPage, applicant_typed, is_worth_keeping, keep_draft_of, uuid_of
from otklik.web.staff.forms.card import CardForm
from otklik.web.staff.offline.scan_text import read_scans, take_text

#: A name and one more thing are the same: the earlier messages are shown at once.
SURE = 7
#: An ИНН is complete at ten digits.
INN_LENGTH = 10
BIGGEST_ID = 2**63


def aid_of(page: CardPage, form: CardForm) -> HttpResponse | dict[str, Any] | None:
    """What a button of the card asked for instead of registering; None when it was «Зарегистрировать»."""
    post = page.request.POST
    asked = next((name for name in _AIDS if name in post), None)
    if asked is None:
        return None
    for error in form.errors.get("attachments", []):
        messages.error(page.request, str(error))
    more = _AIDS[asked](page, post.get(asked, ""))
    trouble = page.keep() if is_worth_keeping(page.typed) else ""
    if trouble:
        messages.error(page.request, trouble)
    if asked != "later" or trouble:
        return more
    messages.info(page.request, "Карточка отложена. Она ждёт в списке начатых.")
    return redirect("staff:card", page.request.administration.slug)


def _find(page: CardPage, _value: str) -> dict[str, Any]:
    return {"is_searched": True, **_people(page)}


def _take(page: CardPage, value: str) -> dict[str, Any]:
    """Fill the fields from an earlier item of the person."""
    number = int(value) if value.isdecimal() and len(value) < len(str(BIGGEST_ID)) else 0
    person = applicant_of_item(page.request.actor, number)
    if person is not None:
        page.typed |= _fields(person)
    return {"person": person, "is_taken": person is not None}


def _repeat(page: CardPage, value: str) -> dict[str, Any]:
    page.typed["repeat_of"] = value[:60]
    return _people(page)


def _add_question(page: CardPage, _value: str) -> dict[str, Any]:
    page.extra_questions = 1
    return {}


def _later(_page: CardPage, _value: str) -> dict[str, Any]:
    return {}


_AIDS = {
    "later": _later,
    "find": _find,
    "take": _take,
    "repeat": _repeat,
    "add_question": _add_question,
    "read_scan": read_scans,
    "take_text": take_text,
}


def _fields(person: Applicant) -> dict[str, str]:
    """What of the person stands in the card."""
    known = {name: getattr(person, name) for name in FIELDS}
    return {**known, "sender_kind": person.sender_kind} if person.sender_kind else known


def _people(page: CardPage) -> dict[str, Any]:
    """Who it may be, what was understood of address and ИНН."""
    typed = applicant_typed(page.typed)
    people = show_applicants(page.request.actor, typed)
    inn = digits_of(typed.inn)
    return {
        "people": [{"person": one, "fill": json.dumps(_fields(one), ensure_ascii=False)} for one in people],
        "person": people[0] if people and people[0].rank >= SURE else None,
        "address": read_address(typed.address).shown,
        "inn_is_wrong": len(inn) >= INN_LENGTH and not inn_is_valid(inn),
    }


@staff_page(can_register_item)
@require_POST
def applicants(request: PageRequest) -> HttpResponse:
    """Who it may be, as the fields of the applicant are typed. By POST: nobody's name stands in an address or a log."""
    return render(request, "staff/card/applicants.html", _people(CardPage.sent(request)))


@staff_page(can_register_item)
def draft(request: PageRequest) -> HttpResponse:
    """Keep what is typed (POST); a fresh token for a window that outlived its session (GET)."""
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    page = CardPage.sent(request)
    if not is_worth_keeping(page.typed):
        drop_card_draft(actor=request.actor, key=page.key)
        return JsonResponse({"draft": ""})
    try:
        kept = keep_draft_of(page)
    except RuleBroken as broken:
        return JsonResponse({"problem": broken.message})
    return JsonResponse({"draft": str(kept.key), "number": kept.number})


@staff_page(can_register_item)
@require_POST
def drop_draft(request: PageRequest) -> HttpResponse:
    """Erase a card that was begun."""
    key = uuid_of(request.POST.get("draft", ""))
    if key is None:
        raise Http404
    drop_card_draft(actor=request.actor, key=key)
    messages.info(request, "Начатая карточка удалена.")
    return redirect("staff:card", request.administration.slug)


@staff_page(can_register_item)
@require_POST
def scans(request: PageRequest) -> HttpResponse:
    """The scanner's folder as it is now, with what was ticked."""
    return render(request, "staff/card/scans.html", CardPage.sent(request).context())


@staff_page(can_register_item)
def scan(request: PageRequest) -> HttpResponseBase:
    """A file of the folder to look at before it is taken; a download, as every file of people."""
    try:
        with open_scan(request.administration.slug, request.GET.get("file", "")) as (stream, name):
            content = stream.read()
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("staff:card", request.administration.slug)
    answer = FileResponse(BytesIO(content), as_attachment=True, filename=name)
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
