"""The Open311 face: what is published of an administration, and what came in by it."""

from django.db import models

from otklik.catalog.models import Administration, OfAdministration, Process
from otklik.intake.models import FeedbackItem


class GeoFace(models.Model):
    """Whether the administration answers by Open311, and what of a message everybody may read."""

    administration = models.OneToOneField(Administration, models.CASCADE, primary_key=True, related_name="+")
    is_enabled = models.BooleanField(default=False)
    #: Text with masks and place in the public reading; without it number, status, dates and service only.
    is_text_published = models.BooleanField(default=False)
    #: Slug of the channel under which its messages are counted.
    channel = models.SlugField(max_length=80)
    services = models.ManyToManyField(Process, related_name="+")

    def __str__(self) -> str:
        return f"Open311: {self.administration_id}"


class GeoRequest(OfAdministration):
    """A message that came by Open311; only these can be read by it."""

    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="+")
    service = models.ForeignKey(Process, models.PROTECT, related_name="+")
    token = models.CharField(max_length=43, unique=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    address = models.CharField(max_length=300, blank=True)
    address_id = models.CharField(max_length=100, blank=True)
    requested_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["administration", "-requested_at", "-id"], name="geo_newest"),)

    def __str__(self) -> str:
        return f"{self.pk}"
