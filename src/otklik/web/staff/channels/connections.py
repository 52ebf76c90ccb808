"""Pages of connections: connect, change, check, switch, remove; the plug-in's own instructions beside the form."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from otklik.catalog.queries import all_channels
from otklik.channels.contract import Channel
from otklik.channels.registry import channels, channels_for
from otklik.correspondence.actions.keep_connection import (
    change_connection,
    check_connection,
    connect_channel,
    delete_connection,
    set_connection_enabled,
)
from otklik.correspondence.one_connection import connection_page
from otklik.correspondence.policies import can_manage_connections, can_view_channels
from otklik.web.shared.acting import act, act_or_say
from otklik.web.shared.pages import staff_page
from otklik.web.shared.requests import PageRequest
from otklik.web.staff.channels.connection_form import ConnectionForm
from otklik.web.staff.channels.help import help_of
from otklik.web.staff.channels.page import channels_page

LIST = "channel_list"


@staff_page(can_manage_connections)
def choose(request: PageRequest, channel_id: int) -> HttpResponse:
    """By what to connect this channel; a channel with one way leads straight to its form."""
    served = all_channels(request.administration.pk).filter(pk=channel_id).first()
    if served is None:
        raise Http404
    found = channels_for(served.kind)
    if len(found) == 1:
        return redirect("staff:connection_new", request.administration.slug, channel_id, found[0].slug)
    return channels_page(request, "staff/channels/choose.html", LIST, channel=served, plugins=found)


@staff_page(can_manage_connections)
def add(request: PageRequest, channel_id: int, adapter: str) -> HttpResponse:
    """Fill in the settings; they are kept and then tried, so that nothing typed is lost when the link fails."""
    served, plugin = all_channels(request.administration.pk).filter(pk=channel_id).first(), _plugin(adapter)
    if served is None or served.kind not in plugin.kinds:
        raise Http404
    form = ConnectionForm(
        request.POST or None, actor=request.actor, plugin=plugin, initial={"title": f"{served.title}"[:120]}
    )
    if request.method == "POST" and form.is_valid():
        made = act(
            form, connect_channel, actor=request.actor, channel=served.slug, adapter=adapter,
            title=form.cleaned_data["title"], settings=form.settings,
        )  # fmt: skip
        if made:
            _check(request, made.pk)
            return redirect("staff:connection", request.administration.slug, made.pk)
    context: dict[str, Any] = {"form": form, "plugin": plugin, "channel": served, "help": help_of(plugin)}
    return channels_page(request, "staff/channels/new.html", LIST, **context)


@staff_page(can_manage_connections)
def connection(request: PageRequest, connection_id: int) -> HttpResponse:
    """How one connection is, and everything that can be done with it."""
    found = connection_page(request.actor, connection_id, timezone.now())
    return channels_page(request, "staff/channels/connection.html", LIST, found=found, hook=_hook(request, found))


@staff_page(can_manage_connections)
def change(request: PageRequest, connection_id: int) -> HttpResponse:
    """The settings again; secrets stand as «задан», and empty leaves them."""
    found = connection_page(request.actor, connection_id, timezone.now())
    if found.plugin is None:
        raise Http404
    form = ConnectionForm(
        request.POST or None, actor=request.actor, plugin=found.plugin, current=found.settings,
        initial={"title": found.connection.title},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        kept = act(
            form, change_connection, actor=request.actor, connection_id=connection_id,
            title=form.cleaned_data["title"], settings=form.settings,
        )  # fmt: skip
        if kept:
            _check(request, connection_id)
            return redirect("staff:connection", request.administration.slug, connection_id)
    context: dict[str, Any] = {"form": form, "plugin": found.plugin, "found": found, "hook": _hook(request, found)}
    return channels_page(request, "staff/channels/change.html", LIST, **context, help=help_of(found.plugin))


@staff_page(can_manage_connections)
@require_POST
def check(request: PageRequest, connection_id: int) -> HttpResponse:
    """«Проверить связь»."""
    _check(request, connection_id)
    return redirect("staff:connection", request.administration.slug, connection_id)


@staff_page(can_manage_connections)
@require_POST
def switch(request: PageRequest, connection_id: int) -> HttpResponse:
    """Switch it on or off."""
    is_on = request.POST.get("on") == "1"
    if act_or_say(request, set_connection_enabled, actor=request.actor, connection_id=connection_id, is_enabled=is_on):
        messages.success(request, "Включено: сообщения принимаются." if is_on else "Отключено: новое не принимается.")
    return redirect("staff:connection", request.administration.slug, connection_id)


@staff_page(can_manage_connections)
@require_POST
def delete(request: PageRequest, connection_id: int) -> HttpResponse:
    """Remove one by which nothing came."""
    if act_or_say(request, delete_connection, actor=request.actor, connection_id=connection_id):
        messages.success(request, "Подключение удалено.")
        return redirect("staff:channel_list", request.administration.slug)
    return redirect("staff:connection", request.administration.slug, connection_id)


@staff_page(can_view_channels)
def plugin_help(request: PageRequest, adapter: str) -> HttpResponse:
    """What to click where, from the folder of the plug-in."""
    plugin = _plugin(adapter)
    return channels_page(request, "staff/channels/help.html", LIST, plugin=plugin, help=help_of(plugin))


def _plugin(adapter: str) -> Channel:
    found = channels().get(adapter)
    if found is None:
        raise Http404
    return found


def _check(request: PageRequest, connection_id: int) -> None:
    checked = check_connection(actor=request.actor, connection_id=connection_id)
    say = messages.success if checked.is_good else messages.error
    say(request, f"Связь есть. {checked.said}" if checked.is_good else f"Связи нет. {checked.said}")


def _hook(request: PageRequest, found: object) -> str:
    """The address that the network calls; empty for a channel that is only asked."""
    plugin, row = getattr(found, "plugin", None), getattr(found, "connection", None)
    if plugin is None or row is None or plugin.hook is None:
        return ""
    return request.build_absolute_uri(f"/hooks/{row.hook_key}/")
