"""Letters from staff addresses go to the internal audience before anyone reads them. Порядок: murashi 3.2."""

from otklik.accounts.models import User
from otklik.catalog.models import Channel
from otklik.channels.contract import Arrival
from otklik.core.appeals import Audience
from otklik.correspondence.connected import Connected


def is_from_staff(connected: Connected, arrival: Arrival) -> bool:
    """Employees write here, the channel says so by its settings, or the address is somebody's of the staff."""
    incoming = arrival.incoming
    is_said = arrival.is_internal or (incoming is not None and incoming.audience is Audience.INTERNAL)
    if connected.is_internal or is_said:
        return True
    return is_staff_address(connected, incoming.email if incoming is not None else arrival.talker)


def is_staff_address(connected: Connected, email: str) -> bool:
    """The address of a person of the administration's staff."""
    address = email.strip()
    own = User.objects.filter(administration=connected.administration, is_active=True)
    return bool(address) and own.filter(email__iexact=address).exists()


def internal_channel(connected: Connected) -> str:
    """Slug of the channel under which employees' words are counted: of e-mail first; else the connection's own."""
    if connected.is_internal:
        return connected.connection.channel
    inner = Channel.objects.filter(
        administration=connected.administration, is_active=True, audience=Audience.INTERNAL.value
    )
    kinds = dict(inner.values_list("kind", "slug"))
    return kinds.get("email") or next(iter(kinds.values()), connected.connection.channel)
