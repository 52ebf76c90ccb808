"""What people did to a draft: the trace of merges and splits, and what puts a change back."""

from django.conf import settings
from django.db import models

from otklik.core.appeals import Audience
from otklik.improvement.enums import ChangeVerb
from otklik.improvement.models.pain_map import PainMap


class MapChange(models.Model):
    """A change of a draft by a person; the last that holds can be undone. Порядок: biysk 4, livny 4."""

    pain_map = models.ForeignKey(PainMap, models.CASCADE, related_name="changes")
    verb = models.CharField(max_length=10, choices=ChangeVerb)
    audience = models.CharField(max_length=8, choices=[(a.value, a.label) for a in Audience])
    #: What was done, in a sentence; names no person and quotes no text.
    summary = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    #: Rows as they stood, for undoing.
    before = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["pain_map", "-id"], name="change_of_map"),)

    def __str__(self) -> str:
        return self.summary
