"""One connection for its page."""

from dataclasses import dataclass
from datetime import datetime

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Channel
from otklik.channels.contract import Channel as Plugin
from otklik.channels.contract import ChannelSettings
from otklik.channels.registry import channels
from otklik.correspondence.actions.keep_connection import is_used, may_manage
from otklik.correspondence.health import Ailment, ailment_of
from otklik.correspondence.overview import Queues, queues_of
from otklik.correspondence.polled import asks
from otklik.delivery.connections import settings_of
from otklik.delivery.models import ChannelConnection


@dataclass(frozen=True)
class ConnectionPage:
    """What the page shows; `plugin` is None where the program has it no longer, `lost` says why settings are gone."""

    connection: ChannelConnection
    channel: Channel | None
    plugin: Plugin | None
    settings: ChannelSettings | None
    lost: str
    queues: Queues
    ailment: Ailment | None
    is_used: bool

    @property
    def is_asked(self) -> bool:
        """The program asks for what is new; the address that a network could call stands idle."""
        return bool(self.plugin and self.settings and asks(self.plugin, self.settings))


def connection_page(actor: Actor, connection_id: int, now: datetime) -> ConnectionPage:
    """The connection with all that is known of it, or NotFound."""
    rows = ChannelConnection.objects.filter(administration_id=actor.administration_id, pk=connection_id)
    rows = rows.exclude(channel="")
    row = rows.first() if may_manage(actor) else None
    if row is None:
        raise NotFound
    served = Channel.objects.filter(administration_id=actor.administration_id, slug=row.channel).first()
    plugin = channels().get(row.adapter)
    settings, lost = None, "" if plugin else f"Способа связи «{row.adapter}» в программе больше нет."
    if plugin:
        try:
            settings = settings_of(row)
        except ValueError:
            lost = "Сохранённые настройки прочесть нельзя: сменился ключ программы или их состав. Введите их снова."
    queues = queues_of([row.pk])[row.pk]
    return ConnectionPage(row, served, plugin, settings, lost, queues, ailment_of(row, now), is_used(row))


def connection_titled(actor: Actor, title: str, adapter: str) -> int | None:
    """The connection of this name, if it goes by the same plug-in."""
    own = ChannelConnection.objects.filter(administration_id=actor.administration_id, title=title, adapter=adapter)
    return own.values_list("pk", flat=True).first() if may_manage(actor) else None
