"""The registry: the list, its filter in the address, bulk assignment."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from otklik.accounts.queries import people_named
from otklik.catalog.choices import lists_of
from otklik.core.russian import count_with_word
from otklik.intake.actions.assign_items import assign_items
from otklik.intake.matters import group_counts, group_title
from otklik.intake.policies import can_distribute_items, can_view_items
from otklik.intake.queries import today_of
from otklik.intake.registry import ID_DIGITS, RegistryFilter
from otklik.intake.registry_page import Names, RegistryPage, RowKey, names_of, registry_page
from otklik.intake.search_shown import hits_of
from otklik.web.shared.acting import act
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.base import optional_int
from otklik.web.staff.forms.registry import AssignManyForm, FilterForm, SaveViewForm
from otklik.web.staff.lines import Line, line_of, row_of
from otklik.web.staff.search_told import told_of

PAGING = ("after", "before")


@staff_page(can_view_items)
def registry(request: PageRequest) -> HttpResponse:
    """The list behind a filter; empty words of a sent form are dropped from the address."""
    chosen = RegistryFilter.parse(request.GET.urlencode())
    if any(not value for name, value in request.GET.items() if name in RegistryFilter.CODECS):
        return redirect(registry_url(request, chosen))
    page = page_of(request, chosen)
    lists, crew = lists_of(request.administration.pk), people_named(request.administration.pk)
    form = FilterForm(chosen, actor=request.actor, procedure=request.procedure, lists=lists, crew=crew)
    names = Names(lists.titles("channel"), lists.titles("department"), {person.pk: person.name for person in crew})
    words = [
        {"label": label, "value": value, "url": registry_url(request, chosen.without(name))}
        for name, label, value in form.words()
    ]
    address = item_addresses(request)
    context = {
        "chosen": chosen,
        "query": chosen.serialise(),
        "form": form,
        "words": words,
        "page": page,
        "rows": [row_of(line) | {"url": address(line.item.pk)} for line in lines_of(request, page, names)],
        "told": told_of(request, chosen, page),
        "pages": page_urls(request, chosen, page),
        "assign_form": AssignManyForm(actor=request.actor, crew=crew) if can_distribute_items(request.actor) else None,
        "view_form": SaveViewForm(actor=request.actor, initial={"query": chosen.serialise()}, auto_id="view_%s"),
    }
    return render(request, "staff/registry/list.html", context)


def item_addresses(request: PageRequest) -> Callable[[int], str]:
    """Addresses of items by their ids: the pattern is looked for once, not for every row."""
    before, _, after = reverse("staff:item", args=[request.administration.slug, 0]).rpartition("0")
    return lambda pk: f"{before}{pk}{after}"


def page_of(request: PageRequest, chosen: RegistryFilter) -> RegistryPage:
    """The page that `after` or `before` of the address names."""
    after, before = (RowKey.parse(request.GET.get(name, "")) for name in PAGING)
    return registry_page(request.actor, chosen, after=after, before=before)


def lines_of(request: PageRequest, page: RegistryPage, names: Names | None = None) -> list[Line]:
    """The page's items as lines; `names` where the caller has read them already."""
    names, today = names or names_of(request.administration.pk), today_of(request.actor)
    hits = hits_of(page.search, page.items) if page.search else {}
    groups = group_counts([item.pk for item in page.items])
    lines = []
    for item in page.items:
        count = groups.get(item.pk)
        group = group_title(count) if count else ""
        lines.append(replace(line_of(item, names, today), hit=hits.get(item.pk), group=group))
    return lines


def registry_url(request: PageRequest, chosen: RegistryFilter) -> str:
    """The registry under a filter."""
    query = chosen.serialise()
    return reverse("staff:registry", args=[request.administration.slug]) + (f"?{query}" if query else "")


def page_urls(request: PageRequest, chosen: RegistryFilter, page: RegistryPage) -> dict[str, str]:
    """Addresses of the previous and the next page, empty where there is none."""
    words = chosen.serialise()
    keys = {"previous": ("before", page.before), "next": ("after", page.after)}
    return {name: _paged(request, words, *key) for name, key in keys.items()}


def _paged(request: PageRequest, words: str, name: str, key: RowKey | None) -> str:
    if key is None:
        return ""
    parts = [words] if words else []
    query = "&".join([*parts, f"{name}={str(key).replace('+', '%2B')}"])
    return f"{reverse('staff:registry', args=[request.administration.slug])}?{query}"


@staff_page(can_distribute_items)
@require_POST
def assign(request: PageRequest) -> HttpResponse:
    """Send the ticked lines to a unit or a person; then the same list again."""
    form = AssignManyForm(request.POST, actor=request.actor)
    back = registry_url(request, RegistryFilter.parse(request.POST.get("query", "")))
    done = None
    if form.is_valid():
        done = act(
            form,
            assign_items,
            actor=request.actor,
            item_ids=_ids(request.POST.getlist("items")),
            department_id=optional_int(form.cleaned_data["department"]),
            assignee_id=optional_int(form.cleaned_data["assignee"]),
        )
    if done is None:
        for error in (error for errors in form.errors.values() for error in errors):
            messages.error(request, str(error))
    else:
        messages.success(request, f"Назначено: {count_with_word(done, 'строка', 'строки', 'строк')}.")
    return redirect(back)


def _ids(ticked: list[str]) -> list[int]:
    return [int(value) for value in ticked if value.isdecimal() and len(value) <= ID_DIGITS]


def query_of(request: HttpRequest) -> str:
    """The registry's filter from which an item was opened («list» of the address), cleaned."""
    return RegistryFilter.parse(request.GET.get("list", "")).serialise()
