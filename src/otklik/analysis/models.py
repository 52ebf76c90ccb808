"""Closed periods: the values as they were when the period was closed, edition by edition."""

from django.conf import settings
from django.db import models

from otklik.catalog.models import OfAdministration


class PeriodEdition(OfAdministration):
    """One frozen edition of a quarter's monitoring («редакция 2» stands beside the first, never over it)."""

    quarter = models.PositiveIntegerField()
    edition = models.PositiveSmallIntegerField()
    procedure_revision = models.CharField(max_length=60)
    #: The monitoring's values as plain data, exactly what the digest is taken from.
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: The name as it was, should the account go.
    closed_by_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["administration", "quarter", "edition"], name="period_edition_once"),
        )
        ordering = ("-quarter", "-edition")

    def __str__(self) -> str:
        return f"{self.quarter} редакция {self.edition}"


class PublishedResults(OfAdministration):
    """The results of a finished survey as they were shown to the public. Порядок: murashi 5.17, biysk 3, livny 3."""

    survey = models.OneToOneField("surveys.Survey", models.CASCADE, related_name="published_results")
    #: Figures and words of the page as plain data: later answers and corrections do not change it.
    payload = models.JSONField()
    published_on = models.DateField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-published_on", "-pk")

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.published_on}"
