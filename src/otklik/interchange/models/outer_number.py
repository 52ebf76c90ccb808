"""Under which number another system has an item."""

from django.db import models

from otklik.catalog.models import OfAdministration
from otklik.intake.models import FeedbackItem
from otklik.interchange.models.key import ApiKey


class OuterNumber(OfAdministration):
    """The registration number that the document system gave to an item."""

    item = models.ForeignKey(FeedbackItem, models.CASCADE, related_name="outer_numbers")
    key = models.ForeignKey(ApiKey, models.PROTECT, related_name="+")
    number = models.CharField(max_length=100)
    registered_on = models.DateField(null=True)
    told_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["item", "key"], name="outer_number_once"),)

    def __str__(self) -> str:
        return self.number
