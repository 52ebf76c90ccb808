"""Connections that have been failing or silent for long: told to the administrator before citizens tell it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.correspondence.policies import can_view_channels
from otklik.delivery.models import ChannelConnection

#: An error that stands so long is no hiccup of the network.
FAILING = timedelta(hours=1)
#: A connection that is asked for news has not been asked for so long: the receiving process does not run.
NOT_ASKED = timedelta(minutes=30)
#: Nothing has come for so long, although something came before.
SILENT = timedelta(days=14)


@dataclass(frozen=True)
class Ailment:
    """What is wrong with a connection, and what the administrator can do, in Russian."""

    said: str
    to_do: str


def ailment_of(connection: ChannelConnection, now: datetime) -> Ailment | None:
    """What is wrong with a connection that is on; None for a healthy one or one that is off."""
    if not connection.is_enabled:
        return None
    if _is_failing(connection, now):
        said = f"Не работает: {connection.last_error}"
        return Ailment(said, "Нажмите «Проверить связь»: программа скажет, что исправить.")
    if connection.last_polled_at and now - connection.last_polled_at > NOT_ASKED:
        return Ailment(
            "Программа давно не спрашивала о новых сообщениях.",
            "Проверьте на сервере, что запущено «otklik serve» или «otklik receive».",
        )
    if connection.last_arrival_at and now - connection.last_arrival_at > SILENT:
        return Ailment(
            "Две недели ничего не приходит, хотя раньше приходило.",
            "Отправьте проверочное сообщение. Если оно не появится в реестре, проверьте связь.",
        )
    return None


def _is_failing(connection: ChannelConnection, now: datetime) -> bool:
    """An error has stood for long, and nothing has come or been asked with success since."""
    if not connection.last_error or connection.last_error_at is None:
        return False
    better = [at for at in (connection.last_arrival_at, connection.last_polled_at) if at]
    if better and max(better) > connection.last_error_at:
        return False
    begun = max(better, default=connection.created_at)
    return now - begun > FAILING


def watched_connections(actor: Actor) -> QuerySet[ChannelConnection]:
    """Connections that are on; none for one who does not look after channels."""
    if not can_view_channels(actor):
        return ChannelConnection.objects.none()
    own = ChannelConnection.objects.filter(administration_id=actor.administration_id, is_enabled=True)
    return own.exclude(channel="")


def ailing_count(actor: Actor) -> int:
    """How many of them are ailing."""
    now = timezone.now()
    return sum(1 for row in watched_connections(actor) if ailment_of(row, now))
