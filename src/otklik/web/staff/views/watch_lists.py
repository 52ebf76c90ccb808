"""Watched words and thresholds of alerts, with a trial on a text."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.alerts.actions.change_thresholds import change_thresholds
from otklik.alerts.actions.edit_watch_list import forget_watch_list, save_watch_list, set_watch_list_active
from otklik.alerts.policies import can_manage_alerts
from otklik.alerts.queries import lists_of, thresholds_of, tried, watch_list
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.forms.alerts import ThresholdsForm, TryWordsForm, WatchListForm
from otklik.web.staff.office import office_page


@staff_page(can_manage_alerts)
def watch_lists(request: PageRequest) -> HttpResponse:
    """The lists; a text tried on them comes back with what each of them found."""
    form = TryWordsForm(request.POST or None, actor=request.actor)
    findings = None
    if request.method == "POST" and form.is_valid():
        findings = tried(request.actor, form.cleaned_data["text"], form.month_number)
    thresholds = thresholds_of(request.actor)
    context = {"lists": lists_of(request.actor), "form": form, "findings": findings, "thresholds": thresholds}
    return office_page(request, "staff/alerts/lists.html", context)


@staff_page(can_manage_alerts)
def one_list(request: PageRequest, list_slug: str = "") -> HttpResponse:
    """Change a list or add one."""
    known = watch_list(request.actor, list_slug) if list_slug else None
    initial = {} if known is None else {
        "title": known.title, "level": known.level.value, "phrases": known.phrases,
        "months": [str(month) for month in known.months],
    }  # fmt: skip
    form = WatchListForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        act(form, save_watch_list, actor=request.actor, slug=list_slug, **form.facts())
        if not form.errors:
            messages.success(request, "Список записан, действует сразу.")
            return _back(request)
    return office_page(request, "staff/alerts/list.html", {"form": form, "list": known})


@staff_page(can_manage_alerts)
@require_POST
def switch(request: PageRequest, list_slug: str) -> HttpResponse:
    """Switch a list off or on."""
    is_active = request.POST.get("on") == "1"
    if act_or_say(request, set_watch_list_active, actor=request.actor, slug=list_slug, is_active=is_active):
        messages.success(request, "Включено." if is_active else "Отключено: слова этого списка больше не ищутся.")
    return _back(request)


@staff_page(can_manage_alerts)
@require_POST
def forget(request: PageRequest, list_slug: str) -> HttpResponse:
    """Delete an own list, or go back to the shipped words."""
    if act_or_say(request, forget_watch_list, actor=request.actor, slug=list_slug):
        messages.success(request, "Готово.")
    return _back(request)


@staff_page(can_manage_alerts)
def thresholds(request: PageRequest) -> HttpResponse:
    """What is watched and from what on."""
    form = ThresholdsForm(request.POST or None, actor=request.actor, initial=asdict(thresholds_of(request.actor)))
    if request.method == "POST" and form.is_valid():
        act(form, change_thresholds, actor=request.actor, thresholds=form.thresholds())
        if not form.errors:
            messages.success(request, "Пороги записаны.")
            return _back(request)
    return office_page(request, "staff/alerts/thresholds.html", {"form": form})


def _back(request: PageRequest) -> HttpResponse:
    return redirect("staff:watch_lists", request.administration.slug)
