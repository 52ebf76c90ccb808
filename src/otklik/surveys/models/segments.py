"""What is known of a client segment, dated."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog


class SegmentRevision(models.Model):
    """A segment as understood from a day on: who it is, what it needs, what changed. Порядок: murashi 4.1, 5.21."""

    segment = models.ForeignKey(catalog.ClientSegment, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    #: Who these people are: «пенсионеры, которым трудно приехать в округ».
    portrait = models.CharField(max_length=2000, blank=True)
    #: Typical needs («типовые потребности»), one a line.
    needs = models.TextField()
    #: What is different from the revision before, and on what ground.
    changed = models.CharField(max_length=1000)
    revised_on = models.DateField()
    revised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["segment", "number"], name="segment_revision"),)
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.segment}, редакция {self.number}"
