"""One publication: what was frozen, who proposed and decided, its versions; the second person's decision."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.intake.queries import today_of
from otklik.publishing.actions.decide_publication import (
    approve_publication,
    return_publication,
)
from otklik.publishing.actions.propose_publication import recall_proposal
from otklik.publishing.policies import (
    can_approve_publication,
    can_propose_publication,
    can_send_post,
    can_view_publications,
)
from otklik.publishing.post_ways import posts_of
from otklik.publishing.queries import Publication, history
from otklik.publishing.queries import publication as publication_by_id
from otklik.publishing.registry import kind_of
from otklik.publishing.second_person import others_who_approve
from otklik.publishing.texts import texts_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.publishing.forms import DecisionForm, WhyForm
from otklik.web.staff.reports.tabs import reports_page


@staff_page(can_view_publications)
def publication(request: PageRequest, publication_id: int) -> HttpResponse:
    """Exactly what the public reads or would read."""
    return _page(request, publication_id)


def _page(request: PageRequest, publication_id: int, form: DecisionForm | None = None) -> HttpResponse:
    actor = request.actor
    found = publication_by_id(actor, publication_id)
    plug = kind_of(found.kind)
    is_mine = found.proposed_by_id == actor.user_id
    preview = plug.preview(found.payload)
    context = {
        **preview.context,
        "publication": found,
        "kind": plug,
        "preview": preview,
        "texts": texts_of(plug, found.payload),
        "ticked": set(request.POST.getlist("texts")),
        "versions": history(actor, found.kind, found.key),
        "address": address_of(request, found),
        "is_mine": is_mine,
        "may_decide": found.is_waiting and can_approve_publication(actor) and not is_mine,
        "may_withdraw": found.is_shown and can_approve_publication(actor),
        "may_propose": can_propose_publication(actor),
        "posts": posts_of(found.pk) if found.withdrawn_on else [],
        "may_post": found.is_shown and can_send_post(actor),
        "approvers": others_who_approve(actor, today_of(actor)) if found.is_waiting and is_mine else [],
        "form": form or DecisionForm(actor=actor),
        "why": form if isinstance(form, WhyForm) else WhyForm(actor=actor),
    }
    status = 422 if form is not None and form.errors else 200
    return reports_page(request, "staff/publishing/one.html", "publications", status=status, **context)


def address_of(request: PageRequest, found: Publication) -> str:
    """The public page of it."""
    name, arguments = kind_of(found.kind).page(found.key)
    return reverse(name, args=[request.administration.slug, *arguments])


@staff_page(can_approve_publication)
@require_POST
def approve(request: PageRequest, publication_id: int) -> HttpResponse:
    """Put it before the public, each text ticked."""
    form = DecisionForm(request.POST, actor=request.actor)
    form.is_valid()
    ticked, seen = request.POST.getlist("texts"), request.POST.get("digest", "")
    done = act(
        form,
        approve_publication,
        actor=request.actor,
        publication_id=publication_id,
        texts=ticked,
        seen_digest=seen,
    )
    return _after(request, publication_id, form, done, "Опубликовано.")


@staff_page(can_approve_publication)
@require_POST
def send_back(request: PageRequest, publication_id: int) -> HttpResponse:
    """Return it with remarks."""
    form = WhyForm(request.POST, actor=request.actor)
    done = because(form, return_publication, request, publication_id)
    return _after(request, publication_id, form, done, "Возвращено с замечаниями.")


@staff_page(can_propose_publication)
@require_POST
def recall(request: PageRequest, publication_id: int) -> HttpResponse:
    """Take one's own proposal back."""
    recall_proposal(actor=request.actor, publication_id=publication_id)
    messages.success(request, "Предложение отозвано.")
    return redirect("staff:publication", request.administration.slug, publication_id)


def because(
    form: WhyForm, action: Callable[..., Publication], request: PageRequest, publication_id: int
) -> Publication | None:
    """Act with the reason typed; None with what is wrong on the form."""
    form.is_valid()
    why = str(form.cleaned_data.get("why", ""))
    if form.errors:
        return None
    return act(form, action, actor=request.actor, publication_id=publication_id, why=why)


def _after(
    request: PageRequest, publication_id: int, form: DecisionForm, done: Publication | None, said: str
) -> HttpResponse:
    if done is None:
        return _page(request, publication_id, form)
    messages.success(request, said)
    return redirect("staff:publication", request.administration.slug, publication_id)
