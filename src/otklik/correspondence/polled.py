"""Which connections are asked for what is new, and who asks."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from otklik.channels.contract import Channel, ChannelSettings
from otklik.correspondence.models import Lane
from otklik.delivery.connections import channel_of, settings_of
from otklik.delivery.models import ChannelConnection

#: A receiver that was killed is followed by another after so long; a living one renews its lease in time.
LEASE = timedelta(seconds=60)


def polled_connections() -> list[ChannelConnection]:
    """Enabled connections whose channel is asked, not one that the network calls."""
    enabled = ChannelConnection.objects.filter(is_enabled=True).order_by("pk")
    return [connection for connection in enabled if is_polled(connection)]


def is_polled(connection: ChannelConnection) -> bool:
    """The channel can be asked and its settings do not say that the network calls; a broken one is not asked."""
    try:
        channel, settings = channel_of(connection), settings_of(connection)
    except (LookupError, ValueError):
        return False
    return asks(channel, settings)


def asks(channel: Channel, settings: ChannelSettings) -> bool:
    """Whether a channel with these settings has to be asked."""
    return channel.poll is not None and not getattr(settings, "is_called", False)


@transaction.atomic
def take_lease(connection_id: int, holder: str, now: datetime) -> bool:
    """Become the one who asks this connection; False while another one does."""
    Lane.objects.get_or_create(pk=connection_id)
    free = Q(leased_until=None) | Q(leased_until__lt=now) | Q(holder=holder)
    return bool(Lane.objects.filter(free, pk=connection_id).update(holder=holder, leased_until=now + LEASE))


def renew_lease(connection_id: int, holder: str) -> bool:
    """Keep asking; False where another has taken over."""
    own = Lane.objects.filter(pk=connection_id, holder=holder)
    return bool(own.update(leased_until=timezone.now() + LEASE))


def drop_leases(holder: str) -> None:
    """Whoever ends in good order lets the next one begin at once."""
    Lane.objects.filter(holder=holder).update(leased_until=None, holder="")


def note_failure(connection_id: int, said: str, pause: timedelta) -> None:
    """The connection did not answer: tell the administrator, and when it is asked again."""
    now = timezone.now()
    Lane.objects.filter(pk=connection_id).update(failures=F("failures") + 1, next_poll_at=now + pause)
    ChannelConnection.objects.filter(pk=connection_id).update(last_error=said[:500], last_error_at=now)


def note_success(connection_id: int) -> None:
    """It answered."""
    Lane.objects.filter(pk=connection_id).update(failures=0, next_poll_at=None)
    ChannelConnection.objects.filter(pk=connection_id).update(last_polled_at=timezone.now(), last_error="")
