"""Special events for gathering opinions, who took part, what was said."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.intake.models import FeedbackItem
from otklik.offline.querysets import EventQuerySet

NUMBER_PREFIX = "МП-"


class Event(catalog.OfAdministration):
    """An event where clients are asked what they think («специальные мероприятия»)."""

    channel = models.ForeignKey(catalog.Channel, models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=300)
    on = models.DateField()
    place = models.CharField(max_length=300)
    purpose = models.TextField(blank=True)
    organizer = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+", db_index=False)
    #: Heads counted; null while nobody counted them.
    participant_count = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    request_key = models.UUIDField()

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["administration", "request_key"], name="event_once"),)
        indexes = (models.Index(fields=["administration", "-on", "-id"], name="event_by_day"),)
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """«МП-00012»: by it opinions know where they were voiced."""
        return f"{NUMBER_PREFIX}{self.pk:05d}"


class EventParticipant(models.Model):
    """Somebody who agreed to be listed."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="participants")
    name = models.CharField(max_length=300)

    def __str__(self) -> str:
        return "участник"


class EventFile(models.Model):
    """A photo, a protocol."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.event_id}: {self.file_id}"


class EventOpinion(models.Model):
    """An opinion voiced: an item of the channel of events."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="opinions")
    item = models.OneToOneField(FeedbackItem, models.CASCADE, related_name="event_opinion")

    def __str__(self) -> str:
        return f"{self.event_id}: {self.item_id}"
