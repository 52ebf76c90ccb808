"""Counting the last days of waiting cases anew: one run, how far it is, and what became of it."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog


class DueRecount(catalog.OfAdministration):
    """One recount after the calendar or a rule changed; kept, so that anybody can see who moved the days and why."""

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт очереди"
        RUNNING = "running", "идёт"
        DONE = "done", "закончен"
        FAILED = "failed", "не удался"

    why = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    #: Last sign of life: a run that is silent for long has died with its process and holds up nobody.
    beat_at = models.DateTimeField(auto_now=True)
    total = models.PositiveIntegerField(default=0)
    looked = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.why
