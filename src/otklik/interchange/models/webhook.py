"""Who is told of events."""

from django.db import models

from otklik.catalog.models import OfAdministration
from otklik.delivery.models import ChannelConnection


class Webhook(OfAdministration):
    """Another system that is called when something happens; its address and secret stand in the connection."""

    connection = models.OneToOneField(ChannelConnection, models.CASCADE, related_name="+")
    #: Host of the address, for the list and for the check against the allowed ones.
    host = models.CharField(max_length=254, default="")
    events = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.host
