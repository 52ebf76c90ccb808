"""Calls to the consultation line."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.intake.models import FeedbackItem
from otklik.offline.enums import CallEnd
from otklik.offline.querysets import CallQuerySet


class PhoneCall(catalog.OfAdministration):
    """One line of the telephone journal. Name, telephone and words are erasable; that somebody called still counts."""

    channel = models.ForeignKey(catalog.Channel, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    #: Local day of the call.
    on = models.DateField()
    name = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    phone_key = models.CharField(max_length=10, blank=True)
    question = models.TextField()
    end = models.CharField(max_length=8, choices=CallEnd)
    #: What was said on the spot.
    said = models.TextField(blank=True)
    passed_to = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: The card in which the call goes on.
    draft_key = models.UUIDField(null=True)
    #: What the call is in the registry: every call is counted under its channel.
    item = models.OneToOneField(FeedbackItem, models.SET_NULL, null=True, related_name="phone_call")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    request_key = models.UUIDField()
    erased_at = models.DateTimeField(null=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "request_key"], name="call_once"),)
        indexes = (
            models.Index(fields=["administration", "-on", "-at"], name="call_by_day"),
            models.Index(fields=["administration", "phone_key"], name="call_by_phone"),
        )
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"звонок № {self.pk}"

    @property
    def source(self) -> str:
        """As a card names where it came from."""
        return f"call-{self.pk}"
