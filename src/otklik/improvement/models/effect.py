"""What a measure gave: the indicator before and after, recomputed as quarters end."""

from django.db import models

from otklik.improvement.models.measure import Measure


class MeasureEffect(models.Model):
    """The effect of a measure as known at the end of a quarter; earlier ones are kept.

    Порядок: murashi 5.16, livny 3, gatchina 4.4
    """

    class Verdict(models.TextChoices):
        """The verdict in the words that are shown."""

        IMPROVED = "improved", "улучшилось"
        UNPROVEN = "unproven", "изменение не доказано"
        WORSENED = "worsened", "ухудшилось"

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="effects")
    computed_on = models.DateField()
    #: Key of the last quarter that the figures hold.
    quarter = models.PositiveIntegerField()
    #: What was looked at: the indicator's key, the group and the day of the change; another choice, another row.
    basis = models.CharField(max_length=500)
    indicator_title = models.CharField(max_length=500)
    group_title = models.CharField(max_length=500, blank=True)
    unit = models.CharField(max_length=10)
    less_is_better = models.BooleanField()
    #: By quarter, the oldest first: quarter, value, low, high, n, phase, and the comparison group's value and n.
    series = models.JSONField(default=list)
    before = models.FloatField(null=True)
    after = models.FloatField(null=True)
    difference = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    #: `core.effect.Method`.
    method = models.CharField(max_length=20, blank=True)
    #: Whom it was compared with; empty where there was nobody.
    comparison = models.CharField(max_length=500, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict)
    sentence = models.TextField()

    class Meta:
        ordering = ("-quarter", "-computed_on", "-pk")
        constraints = (models.UniqueConstraint(fields=["measure", "quarter", "basis"], name="effect_once"),)

    def __str__(self) -> str:
        return self.sentence[:80]

    @property
    def words(self) -> str:
        """The sentence after the verdict's own words."""
        return self.sentence.partition(": ")[2]

    @property
    def brief(self) -> str:
        """The same without what was compared and how: for lists; the effect's page tells it all."""
        return self.words.partition(" До мероприятия —")[0]
