"""A file that an author sent and that is still at the other side."""

from django.db import models

from otklik.delivery.models import ChannelConnection
from otklik.intake.models import AuthorAddition, FeedbackItem


class ExpectedFile(models.Model):
    """Fetched after the item is there, so that a slow host holds up nobody; what cannot be had is named with why."""

    class State(models.TextChoices):
        WAITING = "waiting", "загружается"
        TAKEN = "taken", "получен"
        MISSING = "missing", "не получен"

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="expected_files")
    addition = models.ForeignKey(AuthorAddition, models.CASCADE, null=True, related_name="+")
    #: None: it came with the message itself and was not taken.
    connection = models.ForeignKey(ChannelConnection, models.CASCADE, null=True)
    name = models.CharField(max_length=200)
    #: What `Channel.fetch` needs; emptied when it is done with.
    reference = models.TextField(blank=True)
    size = models.BigIntegerField(null=True)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["next_attempt_at"], condition=models.Q(state="waiting"), name="expected_file_waiting"),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"
