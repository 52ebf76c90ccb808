"""The administration's own rules of placement: forms, methods, how often, by what criteria, what is withheld."""

from django.conf import settings
from django.db import models

from otklik.catalog.models import OfAdministration


class PlacementRules(OfAdministration):
    """One edition of the rules; the newest is in force. Порядок: biysk 3, livny 3"""

    edition = models.PositiveIntegerField()
    forms = models.JSONField(default=list)
    methods = models.JSONField(default=list)
    every = models.CharField(max_length=10)
    criteria = models.JSONField(default=list)
    #: In words, as the public reads it.
    withheld = models.JSONField(default=list)
    #: The artifacts that the program refuses by this list.
    withheld_artifacts = models.JSONField(default=list)
    #: Least number of people behind a published number.
    minimum_count = models.PositiveSmallIntegerField()
    in_force_on = models.DateField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-edition",)
        constraints = (models.UniqueConstraint(fields=["administration", "edition"], name="placement_edition_once"),)

    def __str__(self) -> str:
        return f"редакция {self.edition}"
