"""The codebook: the version in force for every reader; draft and issue for those who keep the catalogue."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.base.errors import NotFound
from otklik.catalog.policies import can_manage_catalog
from otklik.intake.actions.edit_codebook import begin_draft, drop_draft, issue_codebook, write_entry
from otklik.intake.codebook import (
    PARTS,
    difference,
    draft_of,
    entries_of,
    issued_versions,
    version_before,
    version_in_force,
    version_numbered,
)
from otklik.intake.policies import can_see_codebook
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.codebook import EntryForm, IssueForm
from otklik.web.staff.office import office_page


@staff_page(can_see_codebook)
def book(request: PageRequest) -> HttpResponse:
    """The version in force, the earlier ones, and the draft for those who may write it."""
    current = version_in_force(request.administration.pk)
    may_edit = can_manage_catalog(request.actor)
    context = {
        "version": current,
        "entries": entries_of(current),
        "versions": issued_versions(request.actor),
        "draft": draft_of(request.actor) if may_edit else None,
        "may_edit": may_edit,
    }
    return office_page(request, "staff/codebook/page.html", context)


@staff_page(can_see_codebook)
def version(request: PageRequest, number: int) -> HttpResponse:
    """An issued version: how it differs from the one before, and its whole text."""
    found = version_numbered(request.actor, number)
    before = version_before(found)
    context = {
        "version": found,
        "before": before,
        "changes": difference(before, found) if before else [],
        "entries": entries_of(found),
    }
    return office_page(request, "staff/codebook/version.html", context)


@staff_page(can_manage_catalog)
def draft(request: PageRequest) -> HttpResponse:
    """What is being prepared, its difference from what is in force, and the issue."""
    found = draft_of(request.actor)
    if found is None:
        return redirect("staff:codebook", request.administration.slug)
    form = IssueForm(request.POST if request.method == "POST" else None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        issued = act(form, issue_codebook, actor=request.actor, note=form.cleaned_data["note"])
        if issued is not None:
            messages.success(request, f"Введена {issued}: она записывается с каждым чтением с этой минуты.")
            return redirect("staff:codebook", request.administration.slug)
    before = version_before(found)
    context = {"draft": found, "before": before, "entries": entries_of(found), "form": form}
    return office_page(
        request, "staff/codebook/draft.html", {**context, "changes": difference(before, found) if before else []}
    )


@staff_page(can_manage_catalog)
def entry(request: PageRequest, category_id: int) -> HttpResponse:
    """One article of the draft."""
    found = draft_of(request.actor)
    article = found.entries.filter(category_id=category_id).first() if found else None
    if article is None:
        raise NotFound
    form = EntryForm(request.POST if request.method == "POST" else None, actor=request.actor, entry=article)
    seen = {name: request.POST.get(f"seen_{name}", "").replace("\r\n", "\n") for name in PARTS}
    if request.method == "POST" and form.is_valid():
        given = {"actor": request.actor, "category_id": category_id, "words": form.words, "seen": seen}
        if act(form, write_entry, **given) is not None:
            messages.success(request, f"Статья «{article.title}» записана в черновик.")
            return redirect("staff:codebook_draft", request.administration.slug)
    now = {name: getattr(article, name) for name in PARTS}
    context = {"article": article, "form": form, "seen": now, "changed": form.errors and seen != now}
    return office_page(request, "staff/codebook/entry.html", {**context, "parts": PARTS})


@staff_page(can_manage_catalog)
@require_POST
def begin(request: PageRequest) -> HttpResponse:
    """Begin a draft with the words in force."""
    begin_draft(actor=request.actor)
    return redirect("staff:codebook_draft", request.administration.slug)


@staff_page(can_manage_catalog)
@require_POST
def drop(request: PageRequest) -> HttpResponse:
    """Throw the draft away."""
    drop_draft(actor=request.actor)
    messages.info(request, "Черновик удалён, действует прежняя редакция.")
    return redirect("staff:codebook", request.administration.slug)
