"""Measures of the road map and what they are for."""

from django.conf import settings
from django.db import models

from otklik.base.models import StoredFile
from otklik.catalog import models as catalog
from otklik.improvement.enums import MeasureState
from otklik.improvement.models.pain import PainPoint
from otklik.improvement.querysets import MeasureQuerySet
from otklik.intake.models import FeedbackItem


class Measure(catalog.OfAdministration):
    """A measure («мероприятие») of the road map: what is done, by whom, until when. Порядок: murashi 5.16, livny 4."""

    title = models.CharField(max_length=500)
    details = models.TextField(blank=True)
    #: One of the profile's types, in the decree's words.
    kind = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=9, choices=MeasureState, default=MeasureState.PLANNED)
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    starts_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    #: Money planned, in roubles; null where nobody knows or none is needed.
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    done_on = models.DateField(null=True)
    #: What was really done: the words that authors are thanked with.
    result = models.TextField(blank=True)
    #: Why it was cancelled.
    cancel_reason = models.CharField(max_length=1000, blank=True)
    #: What it should move: an indicator's slug, or empty for the share of its pains among the process's feedback.
    indicator = models.CharField(max_length=120, blank=True)
    #: In which group; nothing set: the processes of its pains.
    process = models.ForeignKey(catalog.Process, models.SET_NULL, null=True, related_name="+")
    touchpoint = models.ForeignKey(catalog.Touchpoint, models.SET_NULL, null=True, related_name="+")
    pains: "models.ManyToManyField[PainPoint, MeasurePain]" = models.ManyToManyField(
        PainPoint, through="MeasurePain", related_name="measures"
    )
    #: Rises with every change of what is planned, so that two people at once do not undo each other.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=["administration", "state", "due_on"], name="measure_by_state"),)

    def __str__(self) -> str:
        return self.title


class MeasurePain(models.Model):
    """A measure against a pain."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="+")
    pain = models.ForeignKey(PainPoint, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["measure", "pain"], name="measure_of_pain"),)

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.pain_id}"


class MeasureSuggestion(models.Model):
    """A suggestion that was accepted and is carried out by the measure; its author is thanked. Порядок: murashi 2.4."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="suggestions")
    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="+")
    #: What exactly was accepted, in the words that the author is thanked with.
    accepted = models.CharField(max_length=1000, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["measure", "item"], name="suggestion_once_in_measure"),)

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.item_id}"


class MeasureStep(models.Model):
    """A step of a measure."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class MeasureFile(models.Model):
    """A paper of a measure: an act, a photograph, a contract."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.file_id)
