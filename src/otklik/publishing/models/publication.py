"""What was proposed to the public, by whom it was approved, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from otklik.catalog.models import OfAdministration
from otklik.core.periods import Quarter


class Publication(OfAdministration):
    """One version of one thing put before the public. Порядок: murashi 5.17, biysk 3, livny 3

    The payload is frozen when it is proposed and never changes: who wants another text proposes anew.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "ждёт второго человека"
        RETURNED = "returned", "возвращено"
        PUBLISHED = "published", "опубликовано"
        REPLACED = "replaced", "заменено новой версией"
        WITHDRAWN = "withdrawn", "снято"

    #: Slug of the kind (`publishing/kinds/`), and what of it: a survey's id, a quarter, a measure.
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    #: What the decrees call it (`procedures.schema_duties.Artifact`), and the name by which its clause was found.
    artifact = models.CharField(max_length=30)
    ruled_as = models.CharField(max_length=30)
    #: The clause and its words when it was proposed: a later revision of the decree does not rewrite them.
    clause = models.CharField(max_length=20)
    quote = models.TextField()
    title = models.CharField(max_length=300)
    #: The reporting period, «2025Q3», or empty where it has none.
    period = models.CharField(max_length=10, blank=True)
    version = models.PositiveIntegerField()
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proposed_by_name = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField()
    #: The second person, who approved or returned.
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    remarks = models.TextField(blank=True)
    #: Keys of the texts that the second person ticked one by one.
    texts_approved = models.JSONField(default=list)
    published_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["administration", "kind", "key", "version"], name="publication_version_once"
            ),
            models.UniqueConstraint(
                fields=["administration", "kind", "key"],
                condition=Q(state="proposed"),
                name="publication_proposed_once",
            ),
            models.UniqueConstraint(
                fields=["administration", "kind", "key"], condition=Q(state="published"), name="publication_shown_once"
            ),
        )
        indexes = (models.Index(fields=["administration", "state", "kind"], name="publication_shown"),)

    def __str__(self) -> str:
        return f"{self.title}, версия {self.version}"

    @property
    def is_shown(self) -> bool:
        """It stands before the public."""
        return self.state == self.State.PUBLISHED

    @property
    def is_waiting(self) -> bool:
        """The second person has not decided yet."""
        return self.state == self.State.PROPOSED

    @property
    def period_title(self) -> str:
        """«III квартал 2025 года», or the period as it is written, or empty."""
        return period_title(self.period)


def period_title(period: str) -> str:
    """A quarter in words; another period as it is written."""
    try:
        return Quarter.parse(period).title
    except ValueError:
        return period
