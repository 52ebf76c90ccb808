"""A channel without code: who writes, what the law makes of it, its clock, mode and form."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otklik.catalog.actions.edit_list import add_entry, change_entry, set_entry_active
from otklik.catalog.lists import catalog_list, entry
from otklik.catalog.policies import can_manage_catalog
from otklik.core.deadlines import DeadlineRule
from otklik.core.russian import count_with_word
from otklik.intake.clocks_in_force import clocks_in_force
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.page import channels_page
from otklik.web.staff.forms.settings import EntryForm

LISTED = "channels"
_UNITS = {
    "calendar": ("день", "дня", "дней"),
    "working": ("рабочий день", "рабочих дня", "рабочих дней"),
    "working_hours": ("рабочий час", "рабочих часа", "рабочих часов"),
}


@staff_page(can_manage_catalog)
def add(request: PageRequest) -> HttpResponse:
    """A new channel: at once in the card, the registry, the monitoring and the import. Порядок: murashi 2.3."""
    form = _form(request, {"audience": "external", "mode": "offline", "legal_class": "message", "form": "written"})
    if request.method == "POST" and form.is_valid():
        given = {"title": form.cleaned_data["title"], "facts": form.facts}
        added = act(form, add_entry, actor=request.actor, list_slug=LISTED, **given)
        if added is not None:
            messages.success(request, "Канал добавлен: он уже есть в карточке, реестре и мониторинге.")
            return redirect("staff:channel_list", request.administration.slug)
    return channels_page(request, "staff/channels/channel_new.html", "channel_list", form=form)


@staff_page(can_manage_catalog)
def channel(request: PageRequest, channel_id: int) -> HttpResponse:
    """What is known of a channel; the decree's words and facts about them stay as they are."""
    found = entry(request.actor, LISTED, channel_id)
    form = _form(request, {"title": found.title, **found.facts})
    if request.method == "POST" and not found.is_decreed and form.is_valid():
        given = {"entry_id": channel_id, "title": form.cleaned_data["title"], "facts": form.facts}
        act(form, change_entry, actor=request.actor, list_slug=LISTED, **given)
        if not form.errors:
            messages.success(request, "Записано.")
            return redirect("staff:channel_list", request.administration.slug)
    return channels_page(request, "staff/channels/channel.html", "channel_list", form=form, channel=found)


@staff_page(can_manage_catalog)
@require_POST
def switch(request: PageRequest, channel_id: int) -> HttpResponse:
    """Switch a channel off or on again; what came by it stays."""
    is_active = request.POST.get("on") == "1"
    given = {"list_slug": LISTED, "entry_id": channel_id, "is_active": is_active}
    if act_or_say(request, set_entry_active, actor=request.actor, **given):
        messages.success(request, "Канал включён." if is_active else "Канал отключён: в новых карточках его не будет.")
    return redirect("staff:channel", request.administration.slug, channel_id)


def _form(request: PageRequest, initial: dict[str, object]) -> EntryForm:
    form = EntryForm(request.POST or None, actor=request.actor, facts=catalog_list(LISTED).facts, initial=initial)
    choice = form.fields["legal_class"]
    if isinstance(choice, forms.ChoiceField):
        choice.choices = [
            (one.legal_class.value, f"{one.legal_class.label} — {_term(one.rule)}")
            for one in clocks_in_force(request.actor)
        ]
    return form


def _term(rule: DeadlineRule) -> str:
    if not rule.unit or not rule.days:
        return "срока нет"
    return f"срок {count_with_word(rule.days, *_UNITS[rule.unit])}"
