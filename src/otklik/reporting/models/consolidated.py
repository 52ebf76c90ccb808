"""The consolidated report of a quarter or a year: its snapshot, by editions, and to whom it was handed over."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog


class Consolidated(catalog.OfAdministration):
    """«Свод»: what all organisers handed in and what the administration counted. Порядок: murashi 5.19, biysk 4."""

    class State(models.TextChoices):
        """From the wish to the paper."""

        WAITING = "waiting", "собирается"
        FAILED = "failed", "не собрался"
        DRAFT = "draft", "черновик"
        FROZEN = "frozen", "зафиксирован"

    #: «2025» or «2025Q3».
    period = models.CharField(max_length=6)
    #: A frozen report is not changed: a later correction is the next edition, with its reason.
    edition = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=200, blank=True)
    done_count = models.PositiveSmallIntegerField(default=0)
    total_count = models.PositiveSmallIntegerField(default=0)
    touched_at = models.DateTimeField(null=True)
    #: Every figure and computed sentence of the paper; the file is made of it and of `texts` alone.
    payload = models.JSONField(null=True)
    #: Words of the responsible person: introduction, conclusions, recommendations.
    texts = models.JSONField(default=dict)
    #: SHA-256 of both, once frozen.
    digest = models.CharField(max_length=64, blank=True)
    #: Rises with every change of the words, so that two people at once do not undo each other.
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    frozen_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-period", "-edition")
        constraints = (
            models.UniqueConstraint(fields=["administration", "period", "edition"], name="consolidated_edition"),
        )

    def __str__(self) -> str:
        return f"{self.period}, {self.edition}"


class HandOver(models.Model):
    """A frozen report was given to somebody: to whom, when, how, by which paper. Порядок: murashi 5.20."""

    class Way(models.TextChoices):
        """How it went."""

        PERSON = "person", "лично, на бумаге"
        OFFICE = "office", "через систему электронного документооборота"
        MAIL = "mail", "по электронной почте"
        MEETING = "meeting", "на совещании"

    consolidated = models.ForeignKey(Consolidated, models.PROTECT, related_name="hand_overs")
    to_person = models.CharField(max_length=200)
    to_position = models.CharField(max_length=300, blank=True)
    handed_on = models.DateField()
    way = models.CharField(max_length=7, choices=Way)
    #: The accompanying paper: «служебная записка № 12 от 25.03.2026».
    document = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    #: Digest of what was handed over.
    digest = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("handed_on", "pk")

    def __str__(self) -> str:
        return f"{self.to_person}: {self.handed_on}"
