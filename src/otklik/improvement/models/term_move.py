"""How the term of a measure was moved."""

from django.conf import settings
from django.db import models

from otklik.improvement.models.measure import Measure


class TermMove(models.Model):
    """The term of a measure moved: what it was, what it became, why."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="term_moves")
    was_on = models.DateField()
    became_on = models.DateField()
    reason = models.CharField(max_length=1000)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.was_on} → {self.became_on}"
