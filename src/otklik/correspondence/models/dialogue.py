"""A talk in a network, step by step."""

from django.db import models

from otklik.delivery.models import ChannelConnection
from otklik.intake.models import FeedbackItem


class Dialogue(models.Model):
    """Where the talk with one person of a network stands: the step, what was said so far, the last case.

    `said` holds what the person told before the case is made; it is emptied when it is made, or after a while.
    """

    connection = models.ForeignKey(ChannelConnection, models.CASCADE)
    talker = models.CharField(max_length=200)
    step = models.CharField(max_length=40, blank=True)
    said = models.JSONField(default=dict)
    item = models.ForeignKey(FeedbackItem, models.SET_NULL, null=True)
    consented_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["connection", "talker"], name="dialogue_talker"),)

    def __str__(self) -> str:
        return f"{self.talker}: {self.step}"
