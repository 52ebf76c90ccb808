"""That the surveys of a period were summed up: by whom and when."""

from django.conf import settings
from django.db import models

from otklik.catalog import models as catalog


class SummedUp(catalog.OfAdministration):
    """Results of surveys of a month or a quarter, summed up («обобщены»). Порядок: murashi 5.18, biysk 4, livny 4."""

    #: First and last day of the period.
    starts_on = models.DateField()
    ends_on = models.DateField()
    done_on = models.DateField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["administration", "starts_on", "ends_on"], name="summed_up_once"),
        )

    def __str__(self) -> str:
        return f"{self.starts_on}–{self.ends_on}"
