"""What is known of a connection's administration and channel while something of it is read."""

from dataclasses import dataclass
from functools import cached_property

from otklik.base.actor import Actor, public_actor
from otklik.catalog.models import Administration, Channel
from otklik.core.appeals import Audience
from otklik.correspondence.models import InboundMessage
from otklik.delivery.models import ChannelConnection


@dataclass(frozen=True)
class Connected:
    """The connection with its administration."""

    connection: ChannelConnection
    administration: Administration

    @classmethod
    def of(cls, row: InboundMessage) -> "Connected":
        """Of an arrival."""
        return cls(row.connection, row.administration)

    @property
    def actor(self) -> Actor:
        """Whoever wrote: nobody of the staff."""
        return public_actor(self.administration.pk, self.administration.slug)

    @cached_property
    def channel(self) -> Channel | None:
        """The administration's channel under which things are counted; None where it was deleted."""
        return Channel.objects.filter(administration=self.administration, slug=self.connection.channel).first()

    @property
    def is_internal(self) -> bool:
        """Employees write here."""
        return self.channel is not None and self.channel.audience == Audience.INTERNAL.value
