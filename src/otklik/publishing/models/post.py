"""A publication told in a network: which one, by which connection, in which words."""

from django.conf import settings
from django.db import models

from otklik.catalog.models import OfAdministration
from otklik.publishing.models.publication import Publication


class PublicationPost(OfAdministration):
    """One post on a wall or in a channel; a version goes once by a connection. Порядок: murashi 5.17"""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="posts")
    #: `delivery.ChannelConnection`, and its name as it was.
    connection_id = models.BigIntegerField()
    connection_title = models.CharField(max_length=120)
    network = models.CharField(max_length=40)
    text = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=["publication", "connection_id"], name="post_once_by_connection"),
        )

    def __str__(self) -> str:
        return f"{self.network}: {self.publication_id}"
