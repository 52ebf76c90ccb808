"""What holds two processes apart on one connection."""

from django.db import models

from otklik.delivery.models import ChannelConnection


class Lane(models.Model):
    """One at a time: arrivals of a connection are read in their order, its mailbox is polled by one receiver.

    Reading locks the row for a moment; polling, which waits for the network, takes a lease that ends by itself.
    """

    connection = models.OneToOneField(ChannelConnection, models.CASCADE, primary_key=True, related_name="lane")
    holder = models.CharField(max_length=64, blank=True)
    leased_until = models.DateTimeField(null=True)
    #: Polling failed so many times in a row, and is tried again then.
    failures = models.PositiveSmallIntegerField(default=0)
    next_poll_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.connection_id}: {self.holder}"
