"""The registrar's card: type, register, the number in large type, the next card."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.intake.actions.receive_feedback import Receipt
from otklik.intake.actions.register_card import Card
from otklik.intake.card_drafts import begun_card, begun_cards
from otklik.intake.duplicates import Resemblance, item_numbered, likely_duplicates
from otklik.intake.policies import can_register_item
from otklik.offline.actions.register_from import next_card, register_from
from otklik.offline.sources import standing_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.card_page import CardPage, is_worth_keeping, sticky_names, uuid_of
from otklik.web.staff.forms.base import optional_int
from otklik.web.staff.forms.card import STICKY, CardForm
from otklik.web.staff.forms.card_questions import Questions
from otklik.web.staff.forms.topics import topic_choices
from otklik.web.staff.joining import join_ticked, joining
from otklik.web.staff.kept_files import take_uploads
from otklik.web.staff.offline.scan_text import texts_of
from otklik.web.staff.offline.tabs import card_tabs
from otklik.web.staff.suggested import offered_to_registrar
from otklik.web.staff.views.card_aids import aid_of


@staff_page(can_register_item)
def card(request: PageRequest) -> HttpResponse:
    """An empty card with the defaults of the last one, one that goes on, or the sent one: registered or brought back.

    Порядок: murashi 2.2, 2.3, biysk 3, livny 3.
    """
    if request.method != "POST":
        return _open(request)
    page = CardPage.sent(request)
    form, questions = page.form(is_bound=True), page.questions(is_bound=True)
    valid = all([form.is_valid(), questions.are_valid()])
    page.files = take_uploads(request, form, keeps_dangerous=True)
    aided = aid_of(page, form)
    if aided is not None:
        return aided if isinstance(aided, HttpResponse) else _show(page, **aided)
    return _register_or_show(page, form, questions, is_valid=valid and not form.errors)


def _open(request: PageRequest) -> HttpResponse:
    """A page without mistakes: a new card, or the one that the address names."""
    key = uuid_of(request.GET.get("draft", ""))
    draft = begun_card(request.actor, key) if key else None
    receipt = _receipt(request)
    told = receipt if receipt is not None and request.GET.get("saved") == str(receipt["item_id"]) else None
    if draft is not None and not draft.digest:
        return _show(CardPage.begun(request, draft), receipt=told)
    if draft is not None:
        number = f" под № {draft.item.number}" if draft.item else ""
        messages.info(request, f"Та карточка уже зарегистрирована{number}. Здесь начинается новая.")
    elif "draft" in request.GET:
        messages.info(request, "Той карточки больше нет: её удалили или прошёл срок хранения. Здесь начинается новая.")
    return _show(CardPage.blank(request), receipt=told)


def _show(
    page: CardPage, form: CardForm | None = None, questions: Questions | None = None, **more: Any
) -> HttpResponse:
    request = page.request
    context = {
        "form": form or page.form(is_bound=False),
        "questions": questions or page.questions(is_bound=False),
        "topics": topic_choices(request.actor),
        "seen": _ids(more.get("alike", [])),
        **joining(request),
        "begun": [one for one in begun_cards(request.actor) if one.key != page.key],
        "tabs": card_tabs(request, "card"),
        "standing": standing_of(request.actor, page.source),
        **texts_of(page),
        **page.context(),
        **more,
    }
    return render(request, "staff/card/card.html", context)


def _register_or_show(page: CardPage, form: CardForm, questions: Questions, *, is_valid: bool) -> HttpResponse:
    request = page.request
    repeat_of_id = _repeat(request, form) if is_valid else None
    draft = begun_card(request.actor, page.key)
    is_again = draft is not None and bool(draft.digest)  # it would resemble what it has become
    told = (form.cleaned_data.get("text", ""), form.cleaned_data.get("place", ""))
    alike = likely_duplicates(request.actor, *told) if is_valid and not is_again else []
    if is_valid and not form.errors and _were_seen(request, alike):
        receipt = _register(page, form, questions, repeat_of_id)
        if receipt is not None:
            join_ticked(request, receipt.item_id)
            _remember(request, form, receipt)
            following = next_card(request.actor, page.source)
            return redirect(f"{request.path}?saved={receipt.item_id}{f'&draft={following}' if following else ''}")
        alike = []
        if is_again:
            page.begin_anew()
    if is_worth_keeping(page.typed):
        page.keep()
    return _show(page, form, questions, alike=alike, is_asked=bool(alike))


def _repeat(request: PageRequest, form: CardForm) -> int | None:
    number = form.cleaned_data["repeat_of"].strip()
    if not number:
        return None
    first = item_numbered(request.actor, number)
    if first is None:
        form.add_error("repeat_of", f"Обращения с номером «{number}» нет. Проверьте номер или оставьте пустым.")
    return first


def _ids(alike: list[Resemblance]) -> str:
    return ",".join(str(one.item.pk) for one in alike)


def _were_seen(request: PageRequest, alike: list[Resemblance]) -> bool:
    """True when the warning about each of them stood on the page that was sent."""
    seen = {part for value in request.POST.getlist("seen") for part in value.split(",")}
    return all(str(one.item.pk) in seen for one in alike)


def _register(page: CardPage, form: CardForm, questions: Questions, repeat_of_id: int | None) -> Receipt | None:
    """The receipt; None with the mistake on the form, and a new key when the old one is an item already."""
    card = Card(
        key=page.key,
        incoming=form.incoming(),
        typed=page.typed,
        questions=questions.asked(form.cleaned_data["topic"]),
        files=page.files,
        scans=page.scans,
        department_id=optional_int(form.cleaned_data["department"]),
        repeat_of_id=repeat_of_id,
        topic_id=form.cleaned_data["topic"],
    )
    receipt: Receipt | None = act(form, register_from, actor=page.request.actor, card=card, source=page.source)
    return receipt


def _remember(request: PageRequest, form: CardForm, receipt: Receipt) -> None:
    """The next card's defaults, and the receipt: the secret code is known only now.

    A second click finds the item without its code, and leaves the receipt of the first as it is.
    """
    if receipt.is_new and not receipt.tracking_code:
        messages.info(request, f"Карточка уже зарегистрирована: № {receipt.number}. Второй раз она не принята.")
        return
    names = (*STICKY, *sticky_names(request, form.cleaned_data["channel"]))
    request.session["card"] = {name: _plain(form.cleaned_data[name]) for name in names}
    request.session["receipt"] = {
        "item_id": receipt.item_id,
        "number": receipt.number,
        "code": receipt.tracking_code,
        "registered_on": receipt.registered_on.isoformat(),
        "due_on": receipt.due_on.isoformat() if receipt.due_on else "",
        "is_new": receipt.is_new,
        "administration": request.administration.slug,
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _receipt(request: PageRequest) -> dict[str, Any] | None:
    kept: dict[str, Any] | None = request.session.get("receipt")
    return kept if kept and kept["administration"] == request.administration.slug else None


@staff_page(can_register_item)
def receipt(request: PageRequest) -> HttpResponse:
    """The receipt of the last card, to print and hand over."""
    kept = _receipt(request)
    if kept is None:
        raise Http404
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("registered_on", "due_on")}
    return render(request, "staff/card/receipt.html", {"receipt": kept, **days})


@staff_page(can_register_item)
@require_POST
def likeness(request: PageRequest) -> HttpResponse:
    """What resembles the card as it is typed, and what is suggested for it.

    By POST, so that nobody's words stand in an address or a log.
    """
    alike = likely_duplicates(request.actor, request.POST.get("text", ""), request.POST.get("place", ""))
    offers = offered_to_registrar(request.actor, request.POST)
    context = {"alike": alike, "seen": _ids(alike), "offers": offers, **joining(request)}
    return render(request, "staff/card/likeness.html", context)
