"""By what a later message finds its case."""

from django.db import models

from otklik.delivery.models import ChannelConnection
from otklik.intake.models import FeedbackItem


class ThreadKey(models.Model):
    """A letter's Message-ID, a comment's number: who answers to it speaks about the item."""

    connection = models.ForeignKey(ChannelConnection, models.CASCADE)
    key = models.CharField(max_length=250)
    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="thread_keys")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["connection", "key"], name="thread_key"),)

    def __str__(self) -> str:
        return self.key
