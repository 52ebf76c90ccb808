"""Editions of the topic classifier: import, difference, tree with search."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from otklik.catalog.actions.import_topics import import_topics
from otklik.catalog.policies import can_manage_catalog
from otklik.catalog.queries import topic_edition, topic_editions
from otklik.catalog.topic_tree import branch, changes_between, edition_before, edition_of, topics_found
from otklik.core.russian import count_with_word
from otklik.intake.queries import today_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.topic_editions import EditionForm
from otklik.web.staff.office import office_page
from otklik.web.staff.uploads import uploaded_rows


@staff_page(can_manage_catalog)
def topics(request: PageRequest) -> HttpResponse:
    """The editions, and the form of a new one. Порядок: murashi 4.2."""
    form = EditionForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        edition = None
        with uploaded_rows(form) as rows:
            if rows is not None:
                edition = act(
                    form,
                    import_topics,
                    actor=request.actor,
                    rows=(row for _, row in rows),
                    title=form.cleaned_data["title"],
                    effective_on=form.cleaned_data["effective_on"],
                )
                count = count_with_word(len(rows), "строка", "строки", "строк")
        if edition is not None:
            messages.success(request, f"Редакция загружена: {count}.")
            return redirect("staff:topic_changes", request.administration.slug, edition.pk)
    context = {
        "form": form,
        "editions": topic_editions(request.actor),
        "in_force": topic_edition(request.actor.administration_id, today_of(request.actor)),
    }
    return office_page(request, "staff/topics/page.html", context)


@staff_page(can_manage_catalog)
def tree(request: PageRequest, edition_id: int) -> HttpResponse:
    """Walk the tree by `?at=CODE` or search it by `?q=`."""
    edition = edition_of(request.actor, edition_id)
    words, code = (request.GET.get(name, "").replace("\0", "").strip()[:100] for name in ("q", "at"))
    context = {
        "edition": edition,
        "q": words,
        "found": topics_found(edition, words) if words else None,
        "branch": None if words else branch(edition, code),
    }
    return office_page(request, "staff/topics/tree.html", context)


@staff_page(can_manage_catalog)
def changes(request: PageRequest, edition_id: int) -> HttpResponse:
    """What the edition changed against the one before it."""
    edition = edition_of(request.actor, edition_id)
    before = edition_before(edition)
    context = {"edition": edition, "before": before, "changes": changes_between(before, edition) if before else None}
    return office_page(request, "staff/topics/changes.html", context)
