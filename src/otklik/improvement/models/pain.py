"""A pain, which lives through the quarters."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.core.appeals import Audience
from otklik.improvement.enums import PainKind, PainOrigin, PainState
from otklik.improvement.querysets import PainQuerySet


class PainPoint(catalog.OfAdministration):
    """A pain («болевая точка»): what troubles clients, or what they lack. Порядок: murashi 5.14, livny 4."""

    audience = models.CharField(max_length=8, choices=[(a.value, a.label) for a in Audience])
    kind = models.CharField(max_length=7, choices=PainKind, default=PainKind.PROBLEM)
    title = models.CharField(max_length=300)
    #: What exactly, in the organiser's words.
    details = models.TextField(blank=True)
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+")
    touchpoint = models.ForeignKey(catalog.Touchpoint, models.SET_NULL, null=True, related_name="+")
    topic = models.ForeignKey(catalog.Topic, models.SET_NULL, null=True, related_name="+")
    #: The unit that owns the process and is to remove the pain.
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=6, choices=PainState, default=PainState.OPEN)
    origin = models.CharField(max_length=5, choices=PainOrigin)
    #: Keys of quarters (20253): of the first map, and of the map that told it removed.
    first_quarter = models.PositiveIntegerField()
    closed_quarter = models.PositiveIntegerField(null=True)
    #: What shows that it is removed, in the words of the one who told so.
    closed_reason = models.CharField(max_length=1000, blank=True)
    #: The trace: what it was joined into, what it was split from.
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")
    split_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="parts")
    #: What its texts have in common (dictionary form -> weight, the weightiest): known again in the next quarter by it.
    words = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = PainQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["administration", "state", "process"], name="pain_by_state"),)

    def __str__(self) -> str:
        return self.title
