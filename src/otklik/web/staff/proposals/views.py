"""«Углублённые опросы»: what is proposed and why, the decision, what came of it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.core.russian import count_with_word
from otklik.surveys.actions.decide_proposal import accept_proposal, close_proposal, decline_proposal
from otklik.surveys.actions.propose_survey import look_now
from otklik.surveys.policies import can_decide_proposals, can_view_surveys
from otklik.surveys.proposals.paper import order_document
from otklik.surveys.proposals.queries import TABS, proposal_for
from otklik.surveys.proposals.queries import proposals as listed_proposals
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import StaffForm
from otklik.web.staff.sampling.papers import as_file
from otklik.web.staff.surveys.tabs import surveys_page

PLACE = "survey_proposals"
FORMATS = ("docx", "pdf")


class RefusalForm(StaffForm):
    """Why no survey is needed."""

    refusal = forms.CharField(
        label="Почему опрос не нужен",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, почему опрос не нужен", "max_length": "Не длиннее 1000 знаков"},
    )


class FindingForm(StaffForm):
    """What the survey found."""

    finding = forms.CharField(
        label="Что показал опрос",
        help_text="Вывод и что из него следует: его увидят рядом с предложением",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Напишите вывод", "max_length": "Не длиннее 2000 знаков"},
    )


@staff_page(can_view_surveys)
def proposals(request: PageRequest) -> HttpResponse:
    """Proposals by state. Порядок: murashi 5.2, biysk 4, livny 4."""
    tab = request.GET.get("tab", "open")
    tab = tab if tab in TABS else "open"
    url = reverse(f"staff:{PLACE}", args=[request.administration.slug])
    states = [{"title": title, "url": f"{url}?tab={name}", "current": name == tab} for name, (title, _) in TABS.items()]
    return surveys_page(
        request,
        "staff/proposals/list.html",
        PLACE,
        listed=listed_proposals(request.actor, tab),
        states=states,
        tab=tab,
        rules=request.procedure.survey_rules,
        may_decide=can_decide_proposals(request.actor),
    )


@staff_page(can_decide_proposals)
@require_POST
def look(request: PageRequest) -> HttpResponse:
    """Look at the thresholds now."""
    found = look_now(actor=request.actor)
    told = count_with_word(found, "новое предложение", "новых предложения", "новых предложений")
    messages.success(request, f"Пороги проверены: {told}." if found else "Пороги проверены: нового нет.")
    return redirect(f"staff:{PLACE}", request.administration.slug)


@staff_page(can_view_surveys)
def proposal(request: PageRequest, proposal_id: int) -> HttpResponse:
    """One proposal: threshold, numbers, evidence, what is proposed, the decision."""
    return _page(request, proposal_id)


@staff_page(can_decide_proposals)
@require_POST
def accept(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Make the draft survey and go to it."""
    if act_or_say(request, accept_proposal, actor=request.actor, proposal_id=proposal_id):
        messages.success(request, "Черновик опроса готов: проверьте его и откройте.")
        survey_id = proposal_for(request.actor, proposal_id).survey_id
        return redirect("staff:survey", request.administration.slug, survey_id)
    return _back(request, proposal_id)


@staff_page(can_decide_proposals)
@require_POST
def decline(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Decline with a reason."""
    form = RefusalForm(request.POST, actor=request.actor)
    if form.is_valid():
        act(form, decline_proposal, actor=request.actor, proposal_id=proposal_id, **form.cleaned_data)
    return _page(request, proposal_id, refusal_form=form) if form.errors else _back(request, proposal_id)


@staff_page(can_decide_proposals)
@require_POST
def close(request: PageRequest, proposal_id: int) -> HttpResponse:
    """Write down what was found."""
    form = FindingForm(request.POST, actor=request.actor)
    if form.is_valid():
        act(form, close_proposal, actor=request.actor, proposal_id=proposal_id, **form.cleaned_data)
    return _page(request, proposal_id, finding_form=form) if form.errors else _back(request, proposal_id)


@staff_page(can_view_surveys)
def order(request: PageRequest, proposal_id: int, file_format: str) -> HttpResponse:
    """The draft of the order."""
    if file_format not in FORMATS:
        raise Http404
    found = proposal_for(request.actor, proposal_id)
    return as_file(order_document(request.actor, found), file_format, f"order-{proposal_id}")


def _page(
    request: PageRequest,
    proposal_id: int,
    *,
    refusal_form: RefusalForm | None = None,
    finding_form: FindingForm | None = None,
) -> HttpResponse:
    return surveys_page(
        request,
        "staff/proposals/page.html",
        PLACE,
        status=422 if refusal_form or finding_form else 200,
        proposal=proposal_for(request.actor, proposal_id),
        refusal_form=refusal_form or RefusalForm(actor=request.actor),
        finding_form=finding_form or FindingForm(actor=request.actor),
        may_decide=can_decide_proposals(request.actor),
    )


def _back(request: PageRequest, proposal_id: int) -> HttpResponse:
    return redirect("staff:survey_proposal", request.administration.slug, proposal_id)
