"""The review of a period: what was considered, what was decided of each item, and who took part."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.core.appeals import Audience
from otklik.improvement.models import ChangeProposal, Measure, PainPoint


class PeriodReview(catalog.OfAdministration):
    """Results of the analysis are considered so that something is decided. Порядок: livny 4

    While `held_on` is empty it is an agenda; held, its decisions are recorded; closed, nothing in it changes.
    """

    quarter = models.PositiveIntegerField()
    #: A second review of the same quarter is another row: 1, 2, …
    number = models.PositiveSmallIntegerField(default=1)
    #: The day that it is called for, and the day that it was held.
    planned_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    #: «совещание у главы», «рабочая группа», or how else it was considered.
    form = models.CharField(max_length=200, blank=True)
    chair = models.CharField(max_length=200, blank=True)
    chair_position = models.CharField(max_length=300, blank=True)
    #: One a line, with position.
    participants = models.TextField(blank=True)
    #: What was said beside the items; goes into the protocol as it is.
    words = models.TextField(blank=True)
    #: What was laid on the table: figures, map, surveys, package, each with its digest or day.
    considered = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_by_name = models.CharField(max_length=200, blank=True)
    #: The protocol's content once closed, and its SHA-256.
    payload = models.JSONField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-quarter", "-number")
        constraints = (
            models.UniqueConstraint(fields=["administration", "quarter", "number"], name="period_review_once"),
        )

    def __str__(self) -> str:
        return f"{self.quarter}, {self.number}"


class ReviewItem(models.Model):
    """One item of the agenda and its decision: measures of the decree's types, or a refusal with its reason."""

    class Source(models.TextChoices):
        """Where the item came from."""

        PAIN = "pain", "карта болей"
        INDICATOR = "indicator", "низкий показатель"
        OWN = "own", "предложен участником"

    class Decision(models.TextChoices):
        """What was decided."""

        MEASURE = "measure", "мероприятие"
        REFUSAL = "refusal", "ничего не делать"

    review = models.ForeignKey(PeriodReview, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=9, choices=Source)
    #: Of an indicator: its slug in the profile.
    key = models.CharField(max_length=120, blank=True)
    pain = models.ForeignKey(PainPoint, models.SET_NULL, null=True, related_name="+")
    #: Items about employees are for those who answer for them.
    audience = models.CharField(max_length=8, choices=[(a.value, a.label) for a in Audience])
    title = models.CharField(max_length=300)
    #: Figures behind it as they were laid on the table.
    told = models.CharField(max_length=1000, blank=True)
    decision = models.CharField(max_length=7, choices=Decision, blank=True)
    #: Why nothing is done, or what the measure is for.
    reason = models.CharField(max_length=1000, blank=True)
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="+")
    #: The letter that the measure ends in, where it is for others to act.
    proposal = models.ForeignKey(ChangeProposal, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title
