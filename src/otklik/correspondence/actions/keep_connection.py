"""Connecting a mailbox, a group, a bot; changing, switching, checking, removing it. The audit names no secret."""

from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Channel
from otklik.channels.contract import Channel as Plugin
from otklik.channels.contract import ChannelSettings, Checked
from otklik.channels.registry import channel as plugin_by_slug
from otklik.correspondence.checking import check_in_time
from otklik.correspondence.models import InboundMessage
from otklik.correspondence.policies import can_manage_connections
from otklik.delivery.connections import seal_settings, settings_of
from otklik.delivery.models import ChannelConnection, OutgoingMessage

LONGEST_TITLE = 120


def may_manage(actor: Actor) -> bool:
    """The administrator at the page, or the machine's administrator by a command."""
    return actor.kind == "system" or can_manage_connections(actor)


@transaction.atomic
def connect_channel(
    *, actor: Actor, channel: str, adapter: str, title: str, settings: ChannelSettings
) -> ChannelConnection:
    """Store a new connection, switched off. RuleBroken for a taken title or a plug-in that does not fit the channel."""
    served, plugin = _fitting(actor, channel, adapter)
    row = ChannelConnection.objects.create(
        administration_id=actor.administration_id,
        title=_title(actor, title),
        adapter=plugin.slug,
        channel=served.slug,
        sealed_settings=seal_settings(settings),
        hook_key=token_urlsafe(32),
    )
    audit.record(actor, "connect_channel", row, f"Подключение «{row.title}» создано: {plugin.title}", adapter=adapter)
    return row


@transaction.atomic
def change_connection(
    *, actor: Actor, connection_id: int, title: str, settings: ChannelSettings | None = None
) -> ChannelConnection:
    """Rename it, and put other settings in place; what was checked before counts no longer."""
    row = _own(actor, connection_id)
    was, row.title = row.title, _title(actor, title, but=row.pk)
    changed = [] if was == row.title else [f"«{was}» → «{row.title}»"]
    if settings is not None and settings != _known(row):
        row.sealed_settings, row.checked_at, row.is_check_good, row.check_said = seal_settings(settings), None, None, ""
        changed.append("настройки изменены")
    row.save(update_fields=["title", "sealed_settings", "checked_at", "is_check_good", "check_said"])
    if changed:
        audit.record(actor, "change_connection", row, f"Подключение «{row.title}»: {', '.join(changed)}")
    return row


@transaction.atomic
def set_connection_enabled(*, actor: Actor, connection_id: int, is_enabled: bool) -> None:
    """Switch it on or off; RuleBroken for settings that nobody has seen work."""
    row = _own(actor, connection_id)
    if is_enabled and not row.is_check_good:
        raise RuleBroken("not_checked", "Сначала проверьте связь: включить можно подключение, которое отвечает.")
    row.is_enabled = is_enabled
    row.last_error, row.last_error_at = ("", None) if is_enabled else (row.last_error, row.last_error_at)
    row.save(update_fields=["is_enabled", "last_error", "last_error_at"])
    done = "включено" if is_enabled else "отключено"
    audit.record(actor, "set_connection_enabled", row, f"Подключение «{row.title}» {done}")


def check_connection(*, actor: Actor, connection_id: int) -> Checked:
    """Ask the other side now; what it said is kept beside the connection. No transaction stays open meanwhile."""
    with transaction.atomic():
        row = _own(actor, connection_id)
    checked = _checked(row)
    with transaction.atomic():
        own = ChannelConnection.objects.filter(pk=row.pk, sealed_settings=row.sealed_settings)
        own.update(checked_at=timezone.now(), is_check_good=checked.is_good, check_said=checked.said[:500])
        told = "связь есть" if checked.is_good else "связи нет"
        audit.record(actor, "check_connection", row, f"Подключение «{row.title}» проверено: {told}")
    return checked


@transaction.atomic
def delete_connection(*, actor: Actor, connection_id: int) -> None:
    """Remove a connection by which nothing has ever come or left; RuleBroken for another, which is switched off."""
    row = _own(actor, connection_id)
    if is_used(row):
        message = "По этому подключению уже приходили или уходили сообщения. Его можно отключить, но не удалить."
        raise RuleBroken("used", message)
    audit.record(actor, "delete_connection", row, f"Подключение «{row.title}» удалено")
    row.delete()


def is_used(row: ChannelConnection) -> bool:
    """Something came or left by it."""
    came = InboundMessage.objects.filter(connection=row).exists()
    return came or OutgoingMessage.objects.filter(connection=row).exists()


def _checked(row: ChannelConnection) -> Checked:
    try:
        plugin, settings = plugin_by_slug(row.adapter), settings_of(row)
    except (LookupError, ValueError) as lost:
        return Checked(is_good=False, said=str(lost)[:500])
    return check_in_time(plugin, settings)


def _known(row: ChannelConnection) -> ChannelSettings | None:
    try:
        return settings_of(row)
    except (LookupError, ValueError):
        return None


def _own(actor: Actor, connection_id: int) -> ChannelConnection:
    """A connection of a channel: what only leaves (a webhook) is no channel's, and its address is checked elsewhere."""
    rows = ChannelConnection.objects.select_for_update().filter(administration_id=actor.administration_id)
    row = rows.exclude(channel="").filter(pk=connection_id).first() if may_manage(actor) else None
    if row is None:
        raise NotFound
    return row


def _fitting(actor: Actor, channel: str, adapter: str) -> tuple[Channel, Plugin]:
    if not may_manage(actor):
        raise NotFound
    served = Channel.objects.filter(administration_id=actor.administration_id, slug=channel).first()
    if served is None:
        raise RuleBroken("no_channel", f"Канала «{channel}» у администрации нет.", "channel")
    try:
        plugin = plugin_by_slug(adapter)
    except LookupError as unknown:
        raise RuleBroken("no_adapter", str(unknown.args[0]), "adapter") from unknown
    if served.kind not in plugin.kinds:
        message = f"«{plugin.title}» не подключается к каналу «{served.title}»."
        raise RuleBroken("not_fitting", message, "adapter")
    return served, plugin


def _title(actor: Actor, title: str, but: int | None = None) -> str:
    name = " ".join(title.replace("\0", "").split())[:LONGEST_TITLE]
    if not name:
        raise RuleBroken("title_empty", "Назовите подключение: например, «Почта приёмной».", "title")
    others = ChannelConnection.objects.filter(administration_id=actor.administration_id).exclude(pk=but or 0)
    if name.casefold() in {one.casefold() for one in others.values_list("title", flat=True)}:
        raise RuleBroken("title_taken", f"Подключение «{name}» уже есть.", "title")
    return name
