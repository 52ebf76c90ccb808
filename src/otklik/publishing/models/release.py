"""The ledger of releases: every table of counts that ever went before the public, whatever became of it since."""

from django.db import models

from otklik.catalog.models import OfAdministration
from otklik.publishing.models.publication import Publication


class Release(OfAdministration):
    """One table as it went out. Rows are only ever added: what was read once cannot be made unread."""

    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="releases")
    #: What the public knows the table by, and what it counts; only tables that count the same are compared.
    name = models.CharField(max_length=600)
    counts = models.CharField(max_length=200)
    table = models.JSONField()
    digest = models.CharField(max_length=64)
    released_at = models.DateTimeField()

    class Meta:
        ordering = ("released_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["administration", "counts", "digest"], name="release_table_once"),
        )

    def __str__(self) -> str:
        return self.name
