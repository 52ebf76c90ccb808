"""Proposals to other bodies: list, letter, sending, outcome. Порядок: biysk 6, livny 6."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound
from otklik.exporters.letter import to_pdf, to_word
from otklik.improvement.access import ChangeProposal, measure_to_plan, pain_for, proposal_for, proposal_to_write
from otklik.improvement.actions.propose_change import (
    change_proposal,
    record_outcome,
    send_proposal,
    write_proposal,
)
from otklik.improvement.policies import can_plan_measures, can_view_pain_maps
from otklik.improvement.proposal_facts import evidence_of, proposal_letter
from otklik.improvement.queries.proposals import proposals_listed
from otklik.improvement.queries.roadmap import pains_of
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.improvement.proposal_forms import OutcomeForm, ProposalForm, SentForm
from otklik.web.staff.improvement.tabs import improvement_page

PLACE = "change_proposals"


@staff_page(can_view_pain_maps)
def proposals(request: PageRequest) -> HttpResponse:
    """Proposals, those that wait for an answer first."""
    may_write = can_plan_measures(request.actor)
    listed = proposals_listed(request.actor)
    return improvement_page(request, "staff/improvement/proposals/list.html", PLACE, listed=listed, may_write=may_write)


@staff_page(can_plan_measures)
def new(request: PageRequest) -> HttpResponse:
    """A new one; `?pain=` or `?measure=` fills in what speaks for it."""
    measure_id, pain_ids, initial = _beginning(request)
    form = ProposalForm(request.POST or None, actor=request.actor, initial=initial)
    if form.is_valid():
        arguments = {"facts": form.facts(), "pain_ids": pain_ids, "measure_id": measure_id}
        made = act(form, write_proposal, actor=request.actor, **arguments)
        if made is not None:
            messages.success(request, "Черновик сохранён. Проверьте письмо и скачайте его.")
            return redirect("staff:change_proposal", request.administration.slug, made.pk)
    return _edit_page(request, form, None)


@staff_page(can_plan_measures)
def edit(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Change a draft."""
    found = proposal_to_write(request.actor, proposal_id)
    names = ("title", "addressee", "addressee_person", "evidence", "request", "act_title", "draft_change")
    initial = {name: getattr(found, name) for name in names} | {"process": found.process_id}
    form = ProposalForm(request.POST or None, actor=request.actor, initial=initial)
    if form.is_valid():
        version = _number(request.POST.get("version", "")) or 0
        arguments = {"proposal_id": proposal_id, "facts": form.facts(), "version": version}
        if act(form, change_proposal, actor=request.actor, **arguments):
            messages.success(request, "Записано.")
            return redirect("staff:change_proposal", request.administration.slug, proposal_id)
    return _edit_page(request, form, found)


@staff_page(can_view_pain_maps)
def proposal(request: PageRequest, proposal_id: int) -> HttpResponse:
    """The letter as it will be or was, what became of it."""
    return _page(request, proposal_id)


@staff_page(can_plan_measures)
@require_POST
def sent(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Record that it left."""
    form = SentForm(request.POST, actor=request.actor)
    told = "Отправка записана."
    return _record(request, proposal_id, form, send_proposal, told, sent_form=form)


@staff_page(can_plan_measures)
@require_POST
def outcome(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Record the answer."""
    form = OutcomeForm(request.POST, actor=request.actor)
    return _record(request, proposal_id, form, record_outcome, "Ответ записан.", outcome_form=form)


@staff_page(can_view_pain_maps)
def letter(request: PageRequest, proposal_id: int, file_format: str) -> HttpResponse:
    """«docx»: to sign or mend; «pdf»."""
    found = proposal_for(request.actor, proposal_id)
    shown = proposal_letter(request.actor, found)
    if file_format == "docx":
        return _download(to_word.letter_docx(shown), to_word.MEDIA_TYPE, f"predlozhenie-{proposal_id}.docx")
    if file_format == "pdf":
        return _download(to_pdf.letter_pdf(shown), to_pdf.MEDIA_TYPE, f"predlozhenie-{proposal_id}.pdf")
    raise Http404


def _record(request: PageRequest, proposal_id: int, form: Any, action: Any, told: str, **shown: Any) -> HttpResponse:
    if form.is_valid() and act(form, action, actor=request.actor, proposal_id=proposal_id, **form.cleaned_data):
        messages.success(request, told)
        return redirect("staff:change_proposal", request.administration.slug, proposal_id)
    return _page(request, proposal_id, **shown)


def _page(
    request: PageRequest,
    proposal_id: int,
    *,
    sent_form: SentForm | None = None,
    outcome_form: OutcomeForm | None = None,
) -> HttpResponse:
    found = proposal_for(request.actor, proposal_id)
    today = today_of(request.actor)
    answered = {"outcome": found.outcome, "outcome_on": found.outcome_on or today, "outcome_words": found.outcome_words}
    return improvement_page(
        request,
        "staff/improvement/proposals/page.html",
        PLACE,
        status=422 if sent_form or outcome_form else 200,
        proposal=found,
        letter=proposal_letter(request.actor, found),
        pains=list(found.pains.order_by("pk")),
        sent_form=sent_form or SentForm(actor=request.actor, initial={"sent_on": today}),
        outcome_form=outcome_form or OutcomeForm(actor=request.actor, initial=answered),
        may_write=can_plan_measures(request.actor),
    )


def _edit_page(request: PageRequest, form: ProposalForm, found: ChangeProposal | None) -> HttpResponse:
    status = 422 if form.errors else 200
    template = "staff/improvement/proposals/edit.html"
    return improvement_page(request, template, PLACE, status=status, form=form, proposal=found)


def _beginning(request: PageRequest) -> tuple[int | None, list[int], dict[str, Any]]:
    """The measure and the pains that the address names, and what the form begins with."""
    measure_id, pain_id = _number(request.GET.get("measure", "")), _number(request.GET.get("pain", ""))
    try:
        measure = measure_to_plan(request.actor, measure_id) if measure_id else None
        own = [pain_for(request.actor, pain_id)] if pain_id else []
    except NotFound:
        return None, [], {}
    pains = [*own, *(pains_of(request.actor, [measure.pk]).get(measure.pk, []) if measure else [])]
    process = next((pain.process_id for pain in pains if pain.process_id), None)
    initial = {"evidence": evidence_of(request.actor, pains), "process": process}
    if measure is not None:
        initial |= {"title": measure.title[:300], "request": measure.details}
    return (measure.pk if measure else None), [pain.pk for pain in pains], initial


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None  # noqa: PLR2004 - digits of a bigint


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
