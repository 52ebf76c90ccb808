"""A person's visit, the questions of it, and the contact apart from both."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from otklik.catalog import models as catalog
from otklik.core.appeals import OPEN_STATUSES, ItemStatus
from otklik.core.reception import HOLDING, VisitOutcome, VisitSource, VisitState
from otklik.intake.models import FeedbackItem
from otklik.reception.models.schedule import Schedule
from otklik.reception.querysets import VisitQuerySet

NUMBER_PREFIX = "ЛП-"


class Visit(catalog.OfAdministration):
    """A sign-up for a time, and then the card of the reception in person (59-ФЗ, статья 13)."""

    schedule = models.ForeignKey(Schedule, models.PROTECT, related_name="visits", db_index=False)
    #: Day and time of the administration's own clock.
    on = models.DateField()
    at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=[(e.value, e.label) for e in VisitState], default=VisitState.BOOKED.value
    )
    source = models.CharField(max_length=8, choices=[(e.value, e.label) for e in VisitSource])
    topic = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    #: Only that it was shown; its number is not kept anywhere.
    document_shown = models.BooleanField(default=False)
    agreed_orally = models.BooleanField(default=False)
    held_at = models.DateTimeField(null=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    why_off = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    #: Keyed digest of the secret code by which the visitor cancels or moves.
    code_digest = models.CharField(max_length=64, blank=True)
    #: Digest of the form's own token: a second click is the same sign-up.
    request_key = models.CharField(max_length=64, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["schedule", "on", "at"],
                condition=Q(state__in=sorted(state.value for state in HOLDING)),
                name="visit_slot",
            ),
            models.UniqueConstraint(
                fields=["administration", "request_key"], condition=~Q(request_key=""), name="visit_request"
            ),
        )
        indexes = (
            models.Index(fields=["administration", "on", "at"], name="visit_by_day"),
            models.Index(fields=["schedule", "on"], name="visit_by_schedule"),
        )
        ordering = ("on", "at", "pk")

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """«ЛП-00042»: what the visitor is told."""
        return f"{NUMBER_PREFIX}{self.pk:05d}"


class VisitQuestion(models.Model):
    """One question of a visit: its content as the law wants it in the card, and what it ended with."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    outcome = models.CharField(max_length=14, choices=[(e.value, e.label) for e in VisitOutcome])
    #: What was explained, or what will be done.
    explanation = models.TextField(blank=True)
    forwarded_to = models.CharField(max_length=300, blank=True)
    #: The registered item that the question became.
    item = models.ForeignKey(FeedbackItem, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["visit", "position"], name="visit_question"),)
        ordering = ("position",)

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def answer_due_on(self) -> date | None:
        """The last day for an answer that is still awaited."""
        is_awaited = self.item is not None and ItemStatus(self.item.status) in OPEN_STATUSES
        return self.item.due_on if self.item is not None and is_awaited else None


class VisitContact(models.Model):
    """Who comes: erasable without touching a count. The keys find the same person again."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="contact", primary_key=True)
    name = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=500, blank=True)
    name_key = models.CharField(max_length=300, blank=True, db_index=True)
    phone_key = models.CharField(max_length=10, blank=True, db_index=True)
    consent_version = models.CharField(max_length=40, blank=True)
    consent_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return "стёрт" if self.erased_at else "контакт"
