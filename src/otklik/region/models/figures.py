"""What a region is shown of one administration: figures of a quarter, counted once and kept."""

from django.db import models

from otklik.catalog import models as catalog


class QuarterFigures(catalog.OfAdministration):
    """Figures of one ended quarter: indicators, monitoring, duties, each with how it was counted; no text, no name.

    Kept as long as the administration is in a region; the row goes when it leaves the last one.
    """

    quarter = models.PositiveIntegerField()
    #: `region.payload`: small groups are left out before it is stored.
    payload = models.JSONField()
    digest = models.CharField(max_length=64)
    #: Edition of the closed quarter that the monitoring comes from; 0: the quarter is not closed yet.
    edition = models.PositiveSmallIntegerField(default=0)
    counted_on = models.DateField()

    class Meta:
        ordering = ("-quarter",)
        constraints = (models.UniqueConstraint(fields=["administration", "quarter"], name="region_figures_once"),)
        indexes = (models.Index(fields=["quarter", "administration"], name="region_figures_quarter"),)

    def __str__(self) -> str:
        return f"{self.administration_id}: {self.quarter}"
