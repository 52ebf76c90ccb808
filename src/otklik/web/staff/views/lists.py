"""The lists that an administration keeps: one editor for all of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.catalog.actions.edit_list import add_entry, change_entry, set_entry_active
from otklik.catalog.lists import CatalogList, catalog_list, entries, entry
from otklik.catalog.policies import can_manage_catalog
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.settings import EntryForm
from otklik.web.staff.office import office_page


@staff_page(can_manage_catalog)
def entries_page(request: PageRequest, list_slug: str) -> HttpResponse:
    """The list with a form of a new entry."""
    kept = catalog_list(list_slug)
    form = _form(request, kept)
    if request.method == "POST" and form.is_valid():
        added = act(
            form,
            add_entry,
            actor=request.actor,
            list_slug=list_slug,
            title=form.cleaned_data["title"],
            facts=form.facts,
        )
        if added is not None:
            messages.success(request, "Добавлено.")
            return redirect("staff:list", request.administration.slug, list_slug)
    context = {"list": kept, "entries": entries(request.actor, list_slug), "form": form}
    return office_page(request, "staff/settings/list.html", context)


@staff_page(can_manage_catalog)
def entry_page(request: PageRequest, list_slug: str, entry_id: int) -> HttpResponse:
    """One entry: its title and facts."""
    kept, found = catalog_list(list_slug), entry(request.actor, list_slug, entry_id)
    form = _form(request, kept, initial={"title": found.title, **found.facts})
    if found.is_decreed:
        form.fields["title"].disabled = True
    if request.method == "POST" and form.is_valid():
        facts = {"entry_id": entry_id, "title": form.cleaned_data["title"], "facts": form.facts}
        act(form, change_entry, actor=request.actor, list_slug=list_slug, **facts)
        if not form.errors:
            messages.success(request, "Записано.")
            return redirect("staff:list", request.administration.slug, list_slug)
    return office_page(request, "staff/settings/entry.html", {"list": kept, "entry": found, "form": form})


@staff_page(can_manage_catalog)
@require_POST
def switch(request: PageRequest, list_slug: str, entry_id: int) -> HttpResponse:
    """Switch an entry off or on."""
    is_active = request.POST.get("on") == "1"
    if act_or_say(
        request,
        set_entry_active,
        actor=request.actor,
        list_slug=list_slug,
        entry_id=entry_id,
        is_active=is_active,
    ):
        messages.success(request, "Включено." if is_active else "Отключено: в новых карточках этого не будет.")
    return redirect("staff:list", request.administration.slug, list_slug)


def _form(request: PageRequest, kept: CatalogList, initial: dict[str, object] | None = None) -> EntryForm:
    is_department = kept.slug == "departments"
    return EntryForm(
        request.POST or None, actor=request.actor, facts=kept.facts, is_department=is_department, initial=initial
    )
