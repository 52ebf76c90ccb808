"""Good practices, to whom they were offered and what they gave; directions in which aspects are to be developed."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog
from otklik.improvement.models.effect import MeasureEffect


class Practice(catalog.OfAdministration):
    """A good practice («удачное решение»): a process that rates high and keeps it, and how it is done.

    Порядок: livny 3 (тиражирование лучших практик)
    """

    class State(models.TextChoices):
        """How far it is."""

        PROPOSED = "proposed", "предложена"
        DESCRIBED = "described", "описана"
        DECLINED = "declined", "отклонена"

    process = models.ForeignKey(catalog.Process, models.CASCADE, related_name="+")
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+")
    #: The profile's indicator that is high.
    indicator = models.CharField(max_length=120)
    #: Key of the quarter at whose end it was proposed.
    quarter = models.PositiveIntegerField()
    #: The quarters that speak for it: quarter, value, low, high, n.
    series = models.JSONField(default=list)
    #: Why it was proposed, with figures.
    grounds = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PROPOSED)
    title = models.CharField(max_length=300, blank=True)
    #: What is done, in what order, what it needs: the words that others read.
    description = models.TextField(blank=True)
    decline_reason = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-quarter", "pk")
        constraints = (
            models.UniqueConstraint(fields=["administration", "process", "indicator"], name="practice_of_process"),
        )

    def __str__(self) -> str:
        return self.title or self.grounds[:80]


class PracticeOffer(models.Model):
    """A practice offered to an administration with the same process; who took it, when, and what it gave."""

    class State(models.TextChoices):
        """What the offered one said."""

        OFFERED = "offered", "предложена"
        TAKEN = "taken", "взята"
        REFUSED = "refused", "не подошла"

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="offers")
    #: To whom, and there for which process and unit.
    administration = models.ForeignKey(catalog.Administration, models.CASCADE, related_name="+")
    process = models.ForeignKey(catalog.Process, models.CASCADE, related_name="+")
    department = models.ForeignKey(catalog.Department, models.SET_NULL, null=True, related_name="+")
    #: What was offered, as it stood then: the taker reads these words and nothing else of the giver.
    title = models.CharField(max_length=300)
    description = models.TextField()
    state = models.CharField(max_length=7, choices=State, default=State.OFFERED)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=1000, blank=True)
    #: Since when the taker works so: the day that its effect is counted from.
    taken_on = models.DateField(null=True)
    effect_quarter = models.PositiveIntegerField(null=True)
    verdict = models.CharField(max_length=8, choices=MeasureEffect.Verdict, blank=True)
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ("-offered_at", "-pk")
        constraints = (models.UniqueConstraint(fields=["practice", "process"], name="practice_offered_once"),)

    def __str__(self) -> str:
        return self.title


class DevelopmentDirection(catalog.OfAdministration):
    """A direction of development («направление развития»): an aspect that stays low. Порядок: livny 3."""

    class State(models.TextChoices):
        """What a person decided."""

        PROPOSED = "proposed", "предложено"
        RECORDED = "recorded", "принято"
        DECLINED = "declined", "отклонено"

    audience = models.CharField(max_length=8)
    indicator = models.CharField(max_length=120)
    #: The element or aspect by its slug, and its name.
    aspect = models.CharField(max_length=200)
    aspect_title = models.CharField(max_length=500)
    quarter = models.PositiveIntegerField()
    series = models.JSONField(default=list)
    grounds = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    #: What is to be developed, or why not.
    details = models.TextField(blank=True)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-quarter", "pk")
        constraints = (
            models.UniqueConstraint(fields=["administration", "indicator", "aspect"], name="direction_of_aspect"),
        )

    def __str__(self) -> str:
        return self.aspect_title
