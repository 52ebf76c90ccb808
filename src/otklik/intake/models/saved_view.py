"""Filters of the registry that a person keeps."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog


class SavedView(catalog.OfAdministration):
    """A filter of the registry that a person keeps under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    title = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "title"], name="saved_view_title"),)
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title
