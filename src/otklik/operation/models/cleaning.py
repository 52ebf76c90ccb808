"""What the node erased by its terms: an act for each kind and day."""

from django.db import models


class CleaningAct(models.Model):
    """So many records of a kind, older than a moment, were erased by a rule. Rows are only ever added."""

    made_at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    #: The rule in words, with its term.
    rule = models.CharField(max_length=500)
    #: Everything older was erased.
    older_than = models.DateTimeField()
    count = models.PositiveBigIntegerField()
    #: What proves the erased afterwards: ranges and digests of the audit trail.
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=["-made_at", "-id"], name="cleaning_act_newest"),)

    def __str__(self) -> str:
        return f"{self.title}: {self.count}"
