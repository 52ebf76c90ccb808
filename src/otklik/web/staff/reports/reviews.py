"""Reviews of a period: list, the review's page, its meeting, closing, the protocol as a file. Порядок: livny 4"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.core.periods import Quarter
from otklik.intake.queries import today_of
from otklik.reporting.actions.review_period import (
    Meeting,
    add_review_item,
    call_review,
    close_review,
    drop_review_item,
    keep_meeting,
    renew_agenda,
)
from otklik.reporting.actions.sign_off import sign_off
from otklik.reporting.reviews.access import review_for
from otklik.reporting.reviews.paper import render_review
from otklik.reporting.reviews.payload import shown_payload
from otklik.reporting.reviews.policies import can_keep_reviews, can_view_reviews
from otklik.reporting.reviews.queries import reviews_listed
from otklik.reporting.reviews.signing import SIGNABLE
from otklik.reporting.sign_off.queries import WHAT_IS_CHECKED, sign_offs_of
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.report_files import send_report
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.reports.review_forms import CallForm, ItemForm, MeetingForm
from otklik.web.staff.reports.signature_files import SignatureForm, attached, send_signature
from otklik.web.staff.reports.tabs import reports_page

PLACE = "reviews"
KIND = "review"
FORMATS = (("docx", "Word"), ("pdf", "PDF"), ("html", "страница"), ("xlsx", "Excel"))
QUARTERS = 8


@staff_page(can_view_reviews)
def reviews(request: PageRequest) -> HttpResponse:
    """All reviews; calling a new one."""
    may_keep = can_keep_reviews(request.actor)
    form = None
    if may_keep:
        form = CallForm(request.POST or None, actor=request.actor, quarters=_quarters(request))
        if form.is_valid():
            arguments = {
                "quarter": Quarter.parse(form.cleaned_data["quarter"]),
                "planned_on": form.cleaned_data["planned_on"],
            }
            made = act(form, call_review, actor=request.actor, **arguments)
            if made is not None:
                messages.success(request, "Повестка составлена по карте болей и показателям квартала. Проверьте её.")
                return redirect("staff:review", request.administration.slug, made.pk)
    listed = reviews_listed(request.actor)
    status = 422 if form is not None and form.errors else 200
    return reports_page(request, "staff/reports/reviews/list.html", PLACE, status=status, listed=listed, form=form)


@staff_page(can_view_reviews)
def review(request: PageRequest, review_id: int) -> HttpResponse:
    """Agenda and decisions, what was considered, what last time's decisions gave."""
    return _page(request, review_id)


@staff_page(can_keep_reviews)
@require_POST
def meeting(request: PageRequest, review_id: int) -> HttpResponse:
    """Who considered it, when and how."""
    form = MeetingForm(request.POST, actor=request.actor)
    if form.is_valid():
        typed = request.POST.get("version", "")
        version = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 - digits of an int
        told = {"review_id": review_id, "meeting": Meeting(**form.cleaned_data), "version": version}
        if act(form, keep_meeting, actor=request.actor, **told):
            messages.success(request, "Записано.")
            return redirect("staff:review", request.administration.slug, review_id)
    return _page(request, review_id, meeting_form=form)


@staff_page(can_keep_reviews)
@require_POST
def add(request: PageRequest, review_id: int) -> HttpResponse:
    """An item of one's own."""
    form = ItemForm(request.POST, actor=request.actor)
    told = {"actor": request.actor, "review_id": review_id}
    made = act(form, add_review_item, **told, **form.cleaned_data) if form.is_valid() else None
    if made is not None:
        return redirect("staff:review", request.administration.slug, review_id)
    return _page(request, review_id, item_form=form)


@staff_page(can_keep_reviews)
@require_POST
def drop(request: PageRequest, review_id: int, item_id: int) -> HttpResponse:
    """Take an item off the agenda."""
    act_or_say(request, drop_review_item, actor=request.actor, review_id=review_id, item_id=item_id)
    return redirect("staff:review", request.administration.slug, review_id)


@staff_page(can_keep_reviews)
@require_POST
def renew(request: PageRequest, review_id: int) -> HttpResponse:
    """Figures and agenda as they stand today."""
    if act_or_say(request, renew_agenda, actor=request.actor, review_id=review_id):
        messages.success(request, "Цифры взяты на сегодня, новые вопросы добавлены в конец повестки.")
    return redirect("staff:review", request.administration.slug, review_id)


@staff_page(can_keep_reviews)
@require_POST
def close(request: PageRequest, review_id: int) -> HttpResponse:
    """Close the protocol."""
    if act_or_say(request, close_review, actor=request.actor, review_id=review_id):
        messages.success(request, "Протокол закрыт. Его можно скачать и подписать.")
    return redirect("staff:review", request.administration.slug, review_id)


@staff_page(can_view_reviews)
@require_POST
def sign(request: PageRequest, review_id: int) -> HttpResponse:
    """Sign the closed protocol in one's role; `digest` is of what the person saw."""
    told = {"kind": KIND, "target_id": review_id, "digest": request.POST.get("digest", "")}
    if act_or_say(request, sign_off, actor=request.actor, **told):
        messages.success(request, "Подписано.")
    return redirect("staff:review", request.administration.slug, review_id)


@staff_page(can_view_reviews)
@require_POST
def attach(request: PageRequest, review_id: int) -> HttpResponse:
    """Attach a detached signature made elsewhere to the closed protocol."""
    wrong = attached(request, KIND, review_id)
    if wrong is not None:
        return _page(request, review_id, signature_form=wrong)
    return redirect("staff:review", request.administration.slug, review_id)


@staff_page(can_view_reviews)
def signature(request: PageRequest, signature_id: int, part: str) -> HttpResponse:
    """A signature file of a protocol, or the very document that it was made for."""
    return send_signature(request, KIND, signature_id, part)


@staff_page(can_view_reviews)
def protocol(request: PageRequest, review_id: int, file_format: str) -> HttpResponse:
    """The protocol as a file."""
    return send_report(lambda: render_review(request.actor, review_id, file_format))


def _page(
    request: PageRequest,
    review_id: int,
    *,
    meeting_form: MeetingForm | None = None,
    item_form: ItemForm | None = None,
    signature_form: SignatureForm | None = None,
) -> HttpResponse:
    found = review_for(request.actor, review_id)
    payload = shown_payload(request.actor, found)
    may_keep = can_keep_reviews(request.actor) and found.closed_at is None
    initial: dict[str, Any] = {name: getattr(found, name) for name in MeetingForm.base_fields}
    return reports_page(
        request,
        "staff/reports/reviews/page.html",
        PLACE,
        status=422 if meeting_form or item_form or signature_form else 200,
        review=found,
        payload=payload,
        quarter=Quarter.from_key(found.quarter),
        undecided=sum(not one["decision"] for one in payload["items"]),
        may_keep=may_keep,
        sign_offs=sign_offs_of(request.actor, KIND, found.pk) if found.closed_at else None,
        meeting_form=meeting_form or MeetingForm(actor=request.actor, initial=initial),
        item_form=item_form or ItemForm(actor=request.actor),
        formats=FORMATS,
        checked=WHAT_IS_CHECKED,
        may_attach=request.actor.has(*SIGNABLE.roles),
        signature_form=signature_form or SignatureForm(actor=request.actor),
    )


def _quarters(request: PageRequest) -> list[Quarter]:
    found = [Quarter.of(today_of(request.actor)).previous()]
    while len(found) < QUARTERS:
        found.append(found[-1].previous())
    return [*found, found[0].next()]
