"""The office's pages of open data and of the ledger of releases."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.publishing.actions.change_open_data import change_open_data
from otklik.publishing.ledger import minimum_of, release_lines
from otklik.publishing.open_data.dataset import Dataset
from otklik.publishing.open_data.registry import datasets
from otklik.publishing.open_data.released import released_set
from otklik.publishing.open_data.rules import open_data_rules
from otklik.publishing.policies import can_change_open_data, can_propose_publication, can_view_publications
from otklik.publishing.policy import Ruling, ruling_for
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.publishing.open_data_form import OpenDataForm
from otklik.web.staff.reports.tabs import reports_page

TEXTS = ("inn", "terms_title", "terms_text", "terms_url", "responsible", "phone", "email")


@staff_page(can_change_open_data)
def open_data(request: PageRequest) -> HttpResponse:
    """Which sets go out, on what terms, and what the decree forbids. Порядок: biysk 3, livny 3."""
    rules = open_data_rules(request.actor.administration_id)
    ruled = [(one, _ruling(request, one)) for one in datasets().values()]
    choices = [(one.slug, one.title) for one, ruling in ruled if ruling.may]
    initial = {name: getattr(rules, name) for name in TEXTS} | {"chosen": list(rules.chosen)}
    form = OpenDataForm(request.POST or None, actor=request.actor, initial=initial, choices=choices)
    if (
        request.method == "POST"
        and form.is_valid()
        and act(form, change_open_data, **_given(request, form)) is not None
    ):
        messages.success(request, "Сохранено. Выбранные наборы можно предложить на странице «Публикации».")
        return redirect("staff:open_data", request.administration.slug)
    context: dict[str, Any] = {
        "form": form,
        "rules": rules,
        "may_choose": bool(choices),
        "may_propose": can_propose_publication(request.actor),
        "sets": [
            {"dataset": one, "released": released_set(request.administration.pk, one.slug)}
            for one, ruling in ruled
            if ruling.may
        ],
        "forbidden": [(one, ruling) for one, ruling in ruled if not ruling.may],
    }
    return reports_page(
        request, "staff/publishing/open_data.html", "open_data", status=422 if form.errors else 200, **context
    )


@staff_page(can_view_publications)
def releases(request: PageRequest) -> HttpResponse:
    """Every table of counts that ever went out: with these a new one is compared before it may follow."""
    lines = release_lines(request.actor.administration_id)
    minimum = minimum_of(request.actor.administration_id)
    return reports_page(request, "staff/publishing/releases.html", "releases", lines=lines, minimum=minimum)


def _ruling(request: PageRequest, dataset: Dataset) -> Ruling:
    return ruling_for(request.actor.administration_id, request.actor.administration_slug, dataset.artifact)


def _given(request: PageRequest, form: OpenDataForm) -> dict[str, object]:
    return {"actor": request.actor, **{name: form.cleaned_data[name] for name in ("chosen", *TEXTS)}}
