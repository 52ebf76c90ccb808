"""Boxes for letters, their openings by act, and the letters found."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.intake.models import FeedbackItem
from otklik.offline.querysets import BoxQuerySet, OpeningQuerySet


class Box(catalog.OfAdministration):
    """A box in the administration's building or where citizens wait («места длительного пребывания»)."""

    channel = models.ForeignKey(catalog.Channel, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=300, blank=True)
    #: Days between openings; null: opened when somebody thinks of it.
    every_days = models.PositiveSmallIntegerField(null=True)
    next_on = models.DateField(null=True)
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: The day for whose opening the keeper was written to.
    reminded_for = models.DateField(null=True)
    is_active = models.BooleanField(default=True)

    objects = BoxQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "title"], name="box_title"),)
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    def due_after(self, opened_on: date) -> date | None:
        """When it is to be opened next, counted from an opening."""
        return opened_on + timedelta(days=self.every_days) if self.every_days else None


class BoxOpening(catalog.OfAdministration):
    """One opening, with its act: who, when, how many letters; an empty box has an act too."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="openings")
    #: Number of the act within the year of the administration.
    number = models.PositiveIntegerField()
    on = models.DateField()
    at = models.TimeField()
    #: [["Иванова А. П.", "главный специалист"], …]; the first is the chair.
    commission = models.JSONField(default=list)
    letter_count = models.PositiveIntegerField()
    #: Seals, damage, what else was found.
    note = models.TextField(blank=True)
    #: The signed act as it was scanned.
    signed_act = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    #: Made with the page: a second click is the same opening.
    request_key = models.UUIDField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["administration", "request_key"], name="opening_once"),
            models.UniqueConstraint(fields=["box", "on", "at"], name="opening_moment"),
        )
        indexes = (models.Index(fields=["administration", "-on"], name="opening_by_day"),)
        ordering = ("-on", "-at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """«12/2026»: the number of the act."""
        return f"{self.number}/{self.on.year}"


class BoxLetter(models.Model):
    """A letter of an opening; without item its card is not finished."""

    opening = models.ForeignKey(BoxOpening, models.CASCADE, related_name="letters")
    position = models.PositiveIntegerField()
    draft_key = models.UUIDField(null=True)
    item = models.OneToOneField(FeedbackItem, models.SET_NULL, null=True, related_name="box_letter")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["opening", "position"], name="box_letter"),)
        ordering = ("position",)

    def __str__(self) -> str:
        return f"{self.opening_id}/{self.position}"

    @property
    def source(self) -> str:
        """As a card names where it came from."""
        return f"box-{self.pk}"
