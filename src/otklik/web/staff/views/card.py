"""The registrar's card: type, register, the number in large type, the next card."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from otklik.catalog.queries import channels
from otklik.core.appeals import Form
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.intake.duplicates import Resemblance, earlier_of_person, item_numbered, likely_duplicates
from otklik.intake.policies import can_register_item
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import optional_int
from otklik.web.staff.forms.card import STICKY, CardForm
from otklik.web.staff.forms.topics import topic_choices
from otklik.web.staff.kept_files import signed, take_uploads


@staff_page(can_register_item)
def card(request: PageRequest) -> HttpResponse:
    """An empty card with the defaults of the last one; or the sent one, registered or brought back."""
    if request.method != "POST":
        form = CardForm(actor=request.actor, procedure=request.procedure, initial=_defaults(request))
        form.fields["received_on"].initial = form.today
        return _show(request, form, receipt=_receipt(request) if "saved" in request.GET else None)
    form = CardForm(request.POST, request.FILES, actor=request.actor, procedure=request.procedure)
    valid = form.is_valid()
    files = take_uploads(request, form)
    repeat_of_id = _repeat(request, form) if valid else None
    alike = likely_duplicates(request.actor, form.cleaned_data.get("text", "")) if valid else []
    if valid and not form.errors and _were_seen(request, alike):
        receipt = _register(request, form, files, repeat_of_id)
        if receipt is not None:
            _remember(request, form, receipt)
            return redirect(f"{request.path}?saved={receipt.item_id}")
        alike = []
    return _show(request, form, kept=files, kept_signed=signed(request, files), alike=alike, is_asked=bool(alike))


def _show(request: PageRequest, form: CardForm, **more: Any) -> HttpResponse:
    context = {"form": form, "topics": topic_choices(request.actor), "seen": _ids(more.get("alike", [])), **more}
    return render(request, "staff/card/card.html", context)


def _defaults(request: PageRequest) -> dict[str, Any]:
    """What the last card had; at first the letter by post."""
    kept = request.session.get("card", {})
    if kept:
        return dict(kept)
    post = channels(request.administration.pk).filter(kind="post").first()
    return {
        "channel": post.slug if post else "",
        "kind": "statement",
        "form": Form.WRITTEN,
        "sender_kind": "individual",
    }


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


def _register(request: PageRequest, form: CardForm, files: tuple[Any, ...], repeat_of_id: int | None) -> Receipt | None:
    receipt: Receipt | None = act(
        form,
        receive_feedback,
        actor=request.actor,
        incoming=form.incoming(),
        files=files,
        department_id=optional_int(form.cleaned_data["department"]),
        repeat_of_id=repeat_of_id,
        topic_id=form.cleaned_data["topic"],
    )
    return receipt


def _remember(request: PageRequest, form: CardForm, receipt: Receipt) -> None:
    """The next card's defaults, and the receipt: the secret code is known only now."""
    request.session["card"] = {name: form.cleaned_data[name] for name in STICKY}
    request.session["receipt"] = {
        "item_id": receipt.item_id,
        "number": receipt.number,
        "code": receipt.tracking_code,
        "registered_on": receipt.registered_on.isoformat(),
        "due_on": receipt.due_on.isoformat() if receipt.due_on else "",
        "is_new": receipt.is_new,
        "administration": request.administration.slug,
    }


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
    """What resembles the card as it is typed. By POST, so that nobody's words stand in an address or a log."""
    alike = likely_duplicates(request.actor, request.POST.get("text", ""))
    earlier = earlier_of_person(request.actor, request.POST.get("name", ""))
    return render(request, "staff/card/likeness.html", {"alike": alike, "earlier": earlier, "seen": _ids(alike)})
