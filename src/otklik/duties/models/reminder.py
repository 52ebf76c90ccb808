"""Which reminders went out, so that each does so once."""

from django.conf import settings
from django.db import models


class ReminderSent(models.Model):
    """A person was reminded of a duty or a task at a stage («10 дней», «просрочено»)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: «package:2025-07-01:2025-09-30:12» or «task:7».
    key = models.CharField(max_length=120)
    #: Days before the last one; -1 when it has passed.
    stage = models.SmallIntegerField()
    #: The last day of which it spoke: moved, it is a reminder anew.
    due_on = models.DateField()
    sent_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "key", "stage", "due_on"], name="reminded_once"),)

    def __str__(self) -> str:
        return f"{self.key}: {self.stage}"
